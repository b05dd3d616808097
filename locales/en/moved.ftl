## A case that came with a patient who moved here from another practice

moved-heading = What was set up at the patient’s former practice
moved-explained = The patient is registered with you now. Nobody has access until you have looked at this and decided. The patient and the trusted person do not have to ask again.
moved-practice = Former practice
moved-paused = Already suspended there
moved-set = Set up there on
moved-came = Came to you on
moved-history = What happened there
moved-asked = Access the patient had given
moved-event = The patient registered with this practice
