"""The words that tell of a safe place, though not where it is, in every language that somebody may type a note in.

They are folded when they are looked for, so case and accents count for nothing. A language that letters are written in
has its own here: a note to a reader is typed in the reader's language.
"""

SAFE_PLACES = {
    "en": """
        refuge; refuges; safe house; safe houses; safehouse; safe address; safe accommodation; safe place to live;
        womens aid; womens refuge; womens shelter; domestic abuse shelter; place of safety; secret address;
        secret location; undisclosed address; undisclosed location; confidential address; confidential location;
        in hiding; witness protection; mother and baby unit
    """,
    "pl": """
        schronisko; schronisku; schroniska; dom samotnej matki; domu samotnej matki; tajny adres
    """,
    "ar": """
        ملجا; مأوى; دار ايواء; دار الإيواء; بيت امن; دار الأمان; مكان آمن; سكن آمن; عنوان سري
    """,
    "ro": """
        adăpost; adăpostul; adăpostului; adăposturi; adăposturile; casă de siguranță; casa de siguranță; casă sigură;
        casa sigură; locuință protejată; locuința protejată; locuință sigură; adresă secretă; adresa secretă;
        adresă confidențială; adresa confidențială; centru maternal; centrul maternal
    """,
    "pt": """
        casa abrigo; casas abrigo; casa de abrigo; casas de abrigo; refúgio; refúgios; casa segura; lugar seguro;
        local seguro; morada secreta; morada confidencial; endereço secreto; endereço confidencial; local secreto;
        casa de acolhimento; centro de acolhimento
    """,
    "pa": """
        ਪਨਾਹ; ਪਨਾਹਗਾਹ; ਪਨਾਹਘਰ; ਸ਼ਰਨ ਘਰ; ਸੁਰੱਖਿਅਤ ਘਰ; ਸੁਰੱਖਿਅਤ ਥਾਂ; ਸੁਰੱਖਿਅਤ ਜਗ੍ਹਾ; ਗੁਪਤ ਪਤਾ; ਗੁਪਤ ਪਤੇ; ਰਿਫਿਊਜ; ਰੈਫ਼ਿਊਜ
    """,
    "so": """
        hoyga haweenka; hoy haween; hoyga dumarka; hoy dumar; hoyga badbaadada; guri nabdoon; guri ammaan ah;
        guriga ammaanka; guriga nabdoon; meel ammaan ah; meel nabdoon; magangal; magangalka; cinwaan sir ah;
        cinwaan qarsoon; cinwaanka sirta ah
    """,
    "uk": """
        притулок; притулку; притулком; притулки; притулках; прихисток; прихистку; безпечний будинок;
        безпечному будинку; безпечне житло; безпечному житлі; безпечне місце; безпечному місці; таємна адреса;
        таємну адресу; таємній адресі; секретна адреса; секретну адресу; секретній адресі; кризовий центр;
        кризовому центрі; кризового центру
    """,
    "ur": """
        پناہ گاہ; پناہ گاہوں; پناہ گاہیں; محفوظ گھر; محفوظ مکان; محفوظ جگہ; محفوظ مقام; دارالامان; دار الامان;
        خفیہ پتہ; خفیہ پتے; خفیہ جگہ; شیلٹر ہوم
    """,
}
"""What says that somebody is in a safe place, by language; phrases with a semicolon between."""

PERHAPS_SAFE_PLACES = {
    "en": """
        hostel; hostels; shelter; shelters; sanctuary; crisis accommodation; crisis housing; emergency
        accommodation; emergency housing; temp accommodation; temporary accommodation; temporary housing; interim
        accommodation; supported accommodation; supported housing; supported living; sheltered accommodation;
        dispersed accommodation; move on accommodation; abuse accommodation; violence accommodation; dv
        accommodation; da accommodation; bed and breakfast; b and b; homeless unit; homelessness unit; safe flat;
        safe location; safe home
    """,
    "pl": """
        noclegownia; noclegowni; mieszkanie chronione; mieszkaniu chronionym; osrodek interwencji kryzysowej;
        osrodku interwencji kryzysowej; hostel; hostelu
    """,
    "ar": """
        سكن طارئ; سكن مؤقت; نزل
    """,
    "ro": """
        centru de criză; centrul de criză; centru de primire; centrul de primire; centru pentru victime; cămin; căminul;
        căminului; locuință temporară; locuința temporară; cazare temporară; cazare de urgență
    """,
    "pt": """
        abrigo; abrigos; albergue; albergues; centro de crise; alojamento temporário; alojamento de emergência;
        acomodação temporária; acolhimento de emergência
    """,
    "pa": """
        ਸ਼ੈਲਟਰ; ਹੋਸਟਲ; ਆਰਜ਼ੀ ਰਿਹਾਇਸ਼; ਐਮਰਜੈਂਸੀ ਰਿਹਾਇਸ਼
    """,
    "so": """
        hoy ku meel gaar ah; hoy degdeg ah; hoyga ku meel gaarka ah; hoteelka; hudheelka; hostel
    """,
    "uk": """
        гуртожиток; гуртожитку; хостел; хостелі; шелтер; шелтері; шелтеру; тимчасове житло; тимчасовому житлі;
        тимчасового житла; екстрене житло
    """,
    "ur": """
        شیلٹر; ہاسٹل; عارضی رہائش; ہنگامی رہائش; پناہ
    """,
}
"""What says so of somebody whose home is kept back, and of another only that they have none of their own."""
