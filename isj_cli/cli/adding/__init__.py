"""What `isj add-practice` needs besides: its options, its wizard, what an export wrote."""
