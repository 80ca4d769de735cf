/** Tests of the admin interface, over sockets: what it answers, and what hostile clients get. */
@NullMarked
package org.gate64.admin;

import org.jspecify.annotations.NullMarked;
