# Somebody has moved a message out of Junk.
require ["copy", "environment", "imapsieve", "special-use", "variables", "vnd.dovecot.pipe"];

if environment :matches "imap.mailbox" "*" {
  set "mailbox" "${1}";
}

# Spam that is thrown away, or put into another Junk, is still spam. Dovecot knows such mailboxes by
# "special_use" of their mailbox { } (RFC 8579); these are names that are usual where it has none.
if anyof (
  specialuse_exists "${mailbox}" "\\Trash",
  specialuse_exists "${mailbox}" "\\Junk",
  string :matches "${mailbox}" [
    "*Trash", "*Deleted", "*Deleted Items", "*Deleted Messages", "*Papierkorb", "*Corbeille",
    "*Junk", "*Junk E-mail", "*Spam"
  ]
) {
  stop;
}

if environment :matches "imap.user" "*" {
  set "user" "${1}";
}

pipe :copy "gate64-feedback" ["ham", "${user}"];
