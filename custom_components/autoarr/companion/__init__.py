"""The companion app as Home Assistant sees it: its connection, what it is sent, what it shows."""
