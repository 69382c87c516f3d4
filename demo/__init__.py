"""The demonstration: papers of imagined States, written by us, in the UN's layouts."""
