"""Organisations that stand in the directory twice: found, looked at side by side, merged, and parted again."""
