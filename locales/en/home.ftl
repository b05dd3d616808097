## A citizen's home

home-title = People you trust
home-drafts = Invitations you have not sent yet
# $day (String) - Day on which the draft was last changed.
home-draft = An invitation that you began on { $day }.
# $day (String) - Day on which the draft was last changed.
# $name (String) - Name of the person to be invited.
home-draft-for = An invitation for { $name }, last changed on { $day }.
home-continue = Continue
home-given = People who can act for you
home-given-none = You have not invited anybody.
home-invite = Invite somebody to act for you
home-received = People you act for
home-received-none = You do not act for anybody here.
home-answer = Read and answer
home-see = See details
