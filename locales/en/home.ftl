## A citizen's home

home-title = Trusted person access
home-waiting = Waiting for you
home-drafts = Invitations you have not sent yet
# $day (String) - Day on which the draft was last changed.
home-draft = An invitation that you began on { $day }.
# $day (String) - Day on which the draft was last changed.
# $name (String) - Name of the person to be invited.
home-draft-for = An invitation for { $name }, last changed on { $day }.
home-continue = Continue
home-delete = Delete this invitation
# $practice (String) - Name of the GP surgery.
home-change-asked = You asked { $practice } for a change. It has not answered yet.
home-given = People who can act for you
home-given-waiting = People you have asked
home-given-history = People you asked before
home-tab-waiting = In progress
home-tab-active = Active
home-tab-history = History
home-given-none-waiting = Nothing is in progress. You can invite somebody to act for you.
home-given-none-else = Nothing else is in progress. You can invite somebody else to act for you.
home-given-none-active = Nobody can act for you now.
home-given-none-history = Nothing has ended yet.
home-more = More
home-messages = Emails we sent you
home-nhs-login = Change your NHS login details
home-invite = Invite somebody to act for you
home-received = People you act for
home-received-waiting = People you have agreed to act for
home-received-history = People who asked you before
home-received-none-waiting = Nothing you agreed to is in progress.
home-received-none-active = You do not act for anybody now.
home-received-none-history = Nothing has ended yet.
home-answer = Read and answer
home-see = See details
