"""A month of downloads, simulated: what recovery brings back, what it costs, and whether it does harm.

The engine is the real one, with its decisions, actions, ledger and journal; its clients are answered within
the process, its clock jumps from event to event. What is assumed:

- Titles: 400 films and 60 seasons of 10 episodes, 1,000 in all. Films are wanted one by one; 4 of 10 seasons
  are added whole, the others run, an episode every two days. 7 of 10 films and 8 of 10 series want 720p or
  1080p, the others 1080p or 2160p; a better quality replaces a file.
- Posts: some four for an old title, one to four for a new episode, now and then a later one, packs for whole
  seasons; 12 % in 480p, 23 % in 720p, 45 % in 1080p, 20 % in 2160p. Each is listed by 6 of 10 indexers (at
  least one of three), three of ten times under another name.
- A bad post (12 %, 30 % or 50 %) lacks articles (34 of 100), is damaged beyond repair (20), broken (8),
  encrypted (12), holds an unwanted file (8), an executable that only Radarr or Sonarr sees (6), something else
  than it says (8), or never ends (4). A healthy one is taken down after a time whose half-life is 2,000, 700 or
  200 days; 5 % of them have to be confirmed by hand, because only their grab tells what they are.
- The news server is down once, 5 or 12 times for up to 2, 8 or 20 hours: it refuses connections, or has no
  article and SABnzbd shows an error, or has none and only a test shows it, in turns. The disk is full never,
  twice or 5 times; each of three indexers is down once, 6 or 15 times and answers 1,000, 300 or 150 times a day.
  Trouble begins only in the first 27 days.
- SABnzbd downloads one job at a time with 20 MB/s and pauses what is encrypted. A job that lacks articles in an
  outage or within an hour after it, or fails on a full disk, has not failed for what it is.
- Radarr and Sonarr do what their sources say: look at SABnzbd once a minute, always blocklist a failed
  release of theirs, remove it, search again, and read the feeds every 15 minutes; their blocklist knows a post by
  its name and its date. A search asks every indexer that answers, that of a season for its packs and its episodes.
  Feeds are not counted as hits.
- The house has AutoArr on its recommended policies, with limits for so many titles (100 actions a day, 100
  searches a day for each of Radarr and Sonarr, 20 actions a day for a series; those of a title as they are).
  Somebody says yes to a lower quality within 8 hours, and does nothing else.
- AutoArr looks as often as it does in Home Assistant where a look can show something new: 10 seconds after a change
  in SABnzbd, 2 after one in Radarr or Sonarr, every half minute while something stands still.

What is counted: a title is *in trouble* when a download of it failed, hangs or is not imported while it is not in the
library, and *recovered* when it then comes in. *Data removed* are jobs that were whole or could have become so, deleted
before anybody had imported them; *left blocked* are rows of the blocklist at the end whose post would complete. A
*loop* is a post that is grabbed again although it failed for what it is, or more than 16 actions for one item in a
week.
"""
