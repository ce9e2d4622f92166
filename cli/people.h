/* SPDX-License-Identifier: MIT */
/* people.h - the command `byline people`: who is who in a document. */
#ifndef BYLINE_CLI_PEOPLE_H
#define BYLINE_CLI_PEOPLE_H

/* argv[0] is the program's name. Returns an exit_status. */
int people(int argc, char **argv);

#endif
