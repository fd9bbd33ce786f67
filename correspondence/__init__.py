"""The service that writes for Cafcass's Allocation Hubs: a case event in, proved letters out."""
