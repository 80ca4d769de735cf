# Somebody has moved a message out of Junk.
require ["copy", "environment", "imapsieve", "variables", "vnd.dovecot.pipe"];

# Spam that is thrown away is still spam.
if environment :matches "imap.mailbox" "*" {
  set "mailbox" "${1}";
}
if string :is "${mailbox}" "Trash" {
  stop;
}

if environment :matches "imap.user" "*" {
  set "user" "${1}";
}

pipe :copy "gate64-feedback" ["ham", "${user}"];
