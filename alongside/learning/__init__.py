"""What can be learnt: skills and the frameworks they come from."""
