# What this project is called and whose it is. Runs and models carry these names; change them before the first run.
name: [=name]
team: [=team]
# true once decisions are made on its predictions: a team is as mature as the least mature of its production projects.
production: false
