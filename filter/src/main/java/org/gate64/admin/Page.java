package org.gate64.admin;

import java.util.function.Supplier;

/**
 * What is read at one path. Whatever a page shows that came from outside, its maker has escaped.
 *
 * @param path as requests have it, without a query
 * @param about what is there, for the index: a few words in plain ASCII
 * @param content made anew for each request, on the one thread that answers them, and so at once
 */
public record Page(String path, String about, Supplier<Response> content) {}
