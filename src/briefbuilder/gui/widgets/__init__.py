"""Small widgets that the workspaces share."""
