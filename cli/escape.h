/* SPDX-License-Identifier: MIT */
/* escape.h - text from outside, made harmless for where it is printed. */
#ifndef BYLINE_CLI_ESCAPE_H
#define BYLINE_CLI_ESCAPE_H

#include <stdint.h>

#include "buffer.h"

#define ESCAPE_SIZE 16

/*
 * What stands for a code point: a constant, or what it writes into scratch; NULL where the code point
 * may stand itself.
 */
typedef const char *escape_rule(uint32_t codepoint, char scratch[ESCAPE_SIZE]);

/* Appends text by a rule; what is not UTF-8 becomes U+FFFD. */
void escape_append(struct buffer *buffer, const char *bytes, size_t length, escape_rule *rule);

/* A cell of a table: tabs, line breaks, backslashes and other control characters as \t, \n, \\, \x07. */
escape_rule escape_cell;

/* The content of an XML element, and the value of an attribute: what XML 1.0 does not allow is U+FFFD. */
escape_rule escape_xml;
escape_rule escape_xml_value;

/* Content or a value in quotation marks in HTML: control characters are shown as pictures (U+2400 …). */
escape_rule escape_html;

/* A terminal, where nothing but \t and \n may act: the other control characters are shown as pictures. */
escape_rule escape_terminal;

/* A line of a terminal: line breaks are spaces. */
escape_rule escape_line;

#endif
