# Somebody has moved a message into Junk.
require ["copy", "environment", "imapsieve", "variables", "vnd.dovecot.pipe"];

if environment :matches "imap.user" "*" {
  set "user" "${1}";
}

pipe :copy "gate64-feedback" ["spam", "${user}"];
