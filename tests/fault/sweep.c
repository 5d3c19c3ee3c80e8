/*
 * Sweep a command through all faults at all points, or a sample of them.
 *
 *   sweep [-x] [-i input] [-l ledger] [-n name] [-o kind[:at]] [-s sample]
 *       [-S seed] [-t tally] [-w status] inject.so command [argument ...]
 *
 * It works in the current directory, whose files are what each run begins with.
 * -x: the command is a script of several.  -s: at most so many points of a
 * kind, chosen by the seed; 0 is all.  -o: this kind, or point, alone.  -t: a
 * line for each kind is appended there, "name kind points failures".
 *
 * Exit code 1 if something did not hold, or if there was no point.
 */
#include "tests/fault/sweep.h"

#include <err.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <time.h>
#include <unistd.h>

#include "tests/fault/dump.h"
#include "tests/fault/trial.h"

bool
sweep_wants(const struct sweep *sweep, const char *kind)
{
	return sweep->only == NULL || strcmp(sweep->only, kind) == 0;
}

void
sweep_tell(struct sweep *sweep, const char *kind)
{
	FILE *tally;

	if (sweep->tally != NULL) {
		tally = fopen(sweep->tally, "a");
		if (tally == NULL ||
		    fprintf(tally, "%s %s %zu %zu\n", sweep->name, kind,
			sweep->points - sweep->told_points,
			sweep->failures - sweep->told_failures) < 0 ||
		    fclose(tally) != 0)
			err(1, "%s", sweep->tally);
	}
	sweep->told_points = sweep->points;
	sweep->told_failures = sweep->failures;
}

/* A file that the commands map, too. */
static void
open_plan(struct sweep *sweep, const char *library)
{
	char path[64];
	int descriptor = memfd_create("plan", 0);

	if (descriptor < 0 || ftruncate(descriptor, sizeof(struct plan)) != 0)
		err(1, "memfd_create");
	(void)snprintf(
	    path, sizeof(path), "/proc/%d/fd/%d", (int)getpid(), descriptor);
	(void)fcntl(descriptor, F_SETFD, FD_CLOEXEC);
	sweep->plan = mmap(NULL, sizeof(struct plan), PROT_READ | PROT_WRITE,
	    MAP_SHARED, descriptor, 0);
	if (sweep->plan == MAP_FAILED)
		err(1, "mmap");
	launch_open(library, path);
}

/* What it is like without a fault; twice, or there is nothing to compare. */
static void
learn(struct sweep *sweep)
{
	struct golden *golden = &sweep->golden;
	struct point none = { .kind = "no fault", .expects = EXPECTS_WELL };

	tree_read(&sweep->before);
	if (!dump_ledger(sweep->ledger, &sweep->before_dump))
		errx(1, "%s: %s", sweep->ledger, sweep->before_dump.bytes);
	trial_arm(sweep, NULL);
	sweep->plan->calls = kinds_find("kill")->calls;
	launch(sweep->command, &sweep->setting, &golden->outcome);
	golden->files = sweep->plan->matched;
	if (golden->outcome.status != sweep->wanted)
		judge_fail(sweep, &none, &golden->outcome, "it fails");
	if (golden->files == 0)
		judge_fail(
		    sweep, &none, &golden->outcome, "no call was counted");
	if (!dump_ledger(sweep->ledger, &golden->dump))
		judge_fail(
		    sweep, &none, &golden->outcome, "%s", golden->dump.bytes);
	tree_read(&golden->tree);
	if (sweep->failures > 0)
		return;
	trial_again(sweep, &none);
	if (sweep->failures == 0)
		trial_once(sweep, &none, &sweep->setting);
	judge_check(sweep, &none);
	sweep->points = 0;
}

static void
parse(struct sweep *sweep, int argc, char *argv[])
{
	char *colon;
	int option;

	while ((option = getopt(argc, argv, "+i:l:n:o:s:S:t:w:x")) != -1) {
		switch (option) {
		case 'i':
			sweep->setting.input = optarg;
			break;
		case 'l':
			sweep->ledger = optarg;
			break;
		case 'n':
			sweep->name = optarg;
			break;
		case 'o':
			sweep->only = optarg;
			colon = strchr(optarg, ':');
			if (colon == NULL)
				break;
			*colon = '\0';
			sweep->only_at = strtoull(colon + 1, NULL, 10);
			break;
		case 's':
			sweep->sample = strtoul(optarg, NULL, 10);
			break;
		case 'S':
			sweep->seed = strtoull(optarg, NULL, 10);
			break;
		case 't':
			sweep->tally = optarg;
			break;
		case 'w':
			sweep->wanted = (int)strtol(optarg, NULL, 10);
			break;
		case 'x':
			sweep->script = true;
			break;
		default:
			exit(64);
		}
	}
	if (argc - optind < 2)
		errx(64, "a library and a command are missing");
}

int
main(int argc, char *argv[])
{
	static struct sweep sweep = { .ledger = "acme.db", .name = "command" };
	struct timespec start, end;

	(void)clock_gettime(CLOCK_MONOTONIC, &start);
	sweep.seed = (uint64_t)time(NULL);
	parse(&sweep, argc, argv);
	sweep.random = sweep.seed;
	sweep.command = argv + optind + 1;
	open_plan(&sweep, argv[optind]);
	setvbuf(stdout, NULL, _IOLBF, 0);
	learn(&sweep);
	if (sweep.failures == 0) {
		kinds_sweep(&sweep);
		worlds_sweep(&sweep);
	}
	(void)clock_gettime(CLOCK_MONOTONIC, &end);
	printf("%s: %zu points, %zu failures, seed %llu, %ld s\n", sweep.name,
	    sweep.points, sweep.failures, (unsigned long long)sweep.seed,
	    (long)(end.tv_sec - start.tv_sec));
	tree_restore(&sweep.golden.tree);
	return sweep.failures > 0 || sweep.points == 0;
}
