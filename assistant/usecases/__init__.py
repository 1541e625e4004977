"""What the command line and the page can ask for, over the core and the ports."""
