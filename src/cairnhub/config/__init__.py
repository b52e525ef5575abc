"""What the rooms share: settings, addresses, base templates, and the folder where a hub's own data live."""
