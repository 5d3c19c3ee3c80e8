# billkit: make, make demo, make check, make fault, make fuzz, make coverage,
# make bench, make install.
#
# make demo and make check install the packages that are missing, through
# share/build/install-packages.  Variables: SANITIZE=1, PREFIX, DESTDIR, CC.

PREFIX ?= /usr/local
DESTDIR ?=
VERSION := $(shell sed -n 's/.*BILLKIT_VERSION "\(.*\)"/\1/p' lib/cli/command.h)

BUILD := build$(if $(SANITIZE),/sanitize)
# -O3: a stream is priced a tenth faster.
CFLAGS ?= -O3 -g
WARNINGS := -Wall -Wextra -Wshadow -Wconversion -Wvla -Wstrict-prototypes \
	-Wmissing-prototypes -Wwrite-strings -Wformat=2 -Wundef \
	$(if $(filter 1,$(WERROR)),-Werror)
# -fno-plt: all is bound when a command starts, so a table of jumps is a detour.
HARDENING := -fstack-protector-strong -fPIE -fno-plt \
	$(if $(SANITIZE),,-D_FORTIFY_SOURCE=2)
SANITIZERS := $(if $(SANITIZE),-fsanitize=address -fsanitize=undefined \
	-fno-sanitize-recover=undefined -fno-omit-frame-pointer)
ALL_CFLAGS = -std=gnu17 -D_GNU_SOURCE -Ilib -I. $(CFLAGS) $(WARNINGS) \
	$(HARDENING) $(SANITIZERS) -pthread -MMD -MP
# --as-needed: a command links only the libraries that it uses.
ALL_LDFLAGS = $(LDFLAGS) $(SANITIZERS) -pthread -pie -Wl,-z,relro,-z,now \
	-Wl,--as-needed
# bill-rate, which prices all usage of a month, is optimised as a whole; others
# link the same objects as they are.  Whoever sets CC or CFLAGS does without.
WHOLE := $(if $(SANITIZE),,$(if $(filter file,$(origin CFLAGS)), \
	$(if $(filter default,$(origin CC)),-flto)))
LIBRARIES := -lsqlite3 -lcsv -lyaml -lyajl -lnettle -lunistring

SOURCES := $(wildcard lib/*/*.c)
EMBEDDED := $(BUILD)/embedded/currencies.c $(BUILD)/embedded/sqlite.c \
	$(BUILD)/embedded/templates.c
OBJECTS := $(SOURCES:%.c=$(BUILD)/object/%.o) $(EMBEDDED:.c=.o)
COMMANDS := $(patsubst bin/%.c,$(BUILD)/bin/%,$(wildcard bin/*.c))
PAGES := $(wildcard man/*.[157])
FUZZ := $(wildcard tests/fuzz/*_fuzz.c)
COMPLETIONS = $(DESTDIR)$(PREFIX)/share/bash-completion/completions
UNIT := $(wildcard tests/unit/*.c tests/unit/*/*.c)
FAULTS := $(addprefix $(BUILD)/tests/fault/,vfs.so inject.so sweep careless)

all: $(COMMANDS) $(BUILD)/completion/bill

$(BUILD)/object/bin/bill-rate.o $(SOURCES:%.c=$(BUILD)/object/%.o): \
	ALL_CFLAGS += $(WHOLE:%=% -ffat-lto-objects)
ALL_LDFLAGS += $(if $(WHOLE),$(LINKED))
LINKED := -fno-lto
$(BUILD)/bin/bill-rate: LINKED = $(CFLAGS) $(WHOLE)=auto

$(BUILD)/bin/%: $(BUILD)/object/bin/%.o $(BUILD)/libbillkit.a
	@mkdir -p $(@D)
	$(CC) $(ALL_LDFLAGS) -o $@ $^ $(LIBRARIES)

$(BUILD)/libbillkit.a: $(OBJECTS)
	@rm -f $@
	@ar rcs $@ $^

$(BUILD)/object/%.o: %.c
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) -c -o $@ $<

$(BUILD)/embedded/%.o: $(BUILD)/embedded/%.c
	$(CC) $(ALL_CFLAGS) -Wno-overlength-strings -c -o $@ $<

$(BUILD)/embedded/currencies.c: share/currencies.csv
$(BUILD)/embedded/sqlite.c: $(sort $(wildcard share/sql/sqlite/*.sql))
$(BUILD)/embedded/templates.c: $(sort $(wildcard share/templates/*))
$(EMBEDDED): share/build/embed
	@mkdir -p $(@D)
	share/build/embed embedded_$(basename $(@F)) \
		$(filter-out share/build/embed,$^) > $@.tmp
	@mv $@.tmp $@

$(BUILD)/completion/bill: $(COMMANDS) share/build/completion
	@mkdir -p $(@D)
	share/build/completion $(COMMANDS) > $@.tmp
	@mv $@.tmp $@

# Tests

# Suites are found by name, so none is forgotten; no header declares them.
$(BUILD)/object/tests/unit/%.o: WARNINGS += -Wno-missing-prototypes \
	-Wno-format-truncation
$(BUILD)/suites.c: $(UNIT) tests/unit/suites
	@mkdir -p $(@D)
	tests/unit/suites $(UNIT) > $@
$(BUILD)/suites.o: $(BUILD)/suites.c
	$(CC) $(ALL_CFLAGS) -c -o $@ $<

$(BUILD)/unit: $(UNIT:%.c=$(BUILD)/object/%.o) $(BUILD)/suites.o \
		$(BUILD)/libbillkit.a
	$(CC) $(ALL_LDFLAGS) -o $@ $^ $(LIBRARIES) \
		-lcheck -lsubunit -lm -lrt -lpthread

demo:
	share/build/install-packages demo
	$(MAKE) all
	examples/telco/demo

check:
	share/build/install-packages check
	$(MAKE) all $(BUILD)/unit $(BUILD)/fuzz $(FAULTS)
	BUILD=$(BUILD) tests/run

check-only: all $(BUILD)/unit $(BUILD)/fuzz $(FAULTS)
	BUILD=$(BUILD) tests/run $(ONLY)

$(BUILD)/fuzz: $(FUZZ:%.c=$(BUILD)/%)
	@touch $@

$(BUILD)/tests/fuzz/%_fuzz: $(BUILD)/object/tests/fuzz/%_fuzz.o \
		$(BUILD)/object/tests/fuzz/replay.o $(BUILD)/libbillkit.a
	@mkdir -p $(@D)
	$(CC) $(ALL_LDFLAGS) -o $@ $^ $(LIBRARIES)

# What is preloaded into the commands is not theirs.
$(BUILD)/object/tests/fault/%.o: HARDENING := -fPIC
$(BUILD)/object/tests/fault/%.o: SANITIZERS :=
$(BUILD)/tests/fault/vfs.so: $(BUILD)/object/tests/fault/vfs.o \
		$(BUILD)/object/tests/fault/vfs_disk.o \
		$(BUILD)/object/tests/fault/vfs_plan.o
	@mkdir -p $(@D)
	$(CC) $(LDFLAGS) -shared -o $@ $^

$(BUILD)/tests/fault/inject.so: $(BUILD)/object/tests/fault/inject.o \
		$(BUILD)/object/tests/fault/inject_files.o \
		$(BUILD)/object/tests/fault/inject_machine.o
	@mkdir -p $(@D)
	$(CC) $(LDFLAGS) -shared -o $@ $^
$(BUILD)/tests/fault/sweep: $(patsubst %,$(BUILD)/object/tests/fault/%.o, \
		sweep trial kinds worlds judge launch dump tree text)
	@mkdir -p $(@D)
	$(CC) $(LDFLAGS) -o $@ $^ -lsqlite3
$(BUILD)/tests/fault/careless: $(BUILD)/object/tests/fault/careless.o
	@mkdir -p $(@D)
	$(CC) $(LDFLAGS) -o $@ $^

fault:
	share/build/install-packages check
	$(MAKE) all $(FAULTS)
	BUILD=$(BUILD) sh tests/fault/full.sh

fuzz:
	share/build/install-packages check
	tests/fuzz/run

coverage:
	share/build/install-packages check
	tests/coverage

bench:
	share/build/install-packages check
	$(MAKE) all
	tests/bench/run
	tests/bench/usage
	tests/bench/orders
	tests/bench/stream
	tests/bench/entitle
	tests/bench/deck
	tests/bench/peers
	tests/bench/history

install: all
	install -d $(DESTDIR)$(PREFIX)/bin $(DESTDIR)$(PREFIX)/share/billkit \
		$(COMPLETIONS)
	install -m 755 $(COMMANDS) $(DESTDIR)$(PREFIX)/bin
	for page in $(PAGES); do \
		section=$(DESTDIR)$(PREFIX)/share/man/man$${page##*.}; \
		install -d "$$section" && \
		sed 's|/usr/local|$(PREFIX)|g' "$$page" \
			> "$$section/$${page##*/}" && \
		chmod 644 "$$section/$${page##*/}" || exit 1; \
	done
	cp -R share/sql share/templates share/skeleton share/currencies.csv \
		$(DESTDIR)$(PREFIX)/share/billkit
	for command in $(notdir $(COMMANDS)); do \
		install -m 644 $(BUILD)/completion/bill \
			$(COMPLETIONS)/$$command || exit 1; \
	done

clean:
	rm -rf build

.PHONY: all bench check check-only clean coverage demo fault fuzz install
.DELETE_ON_ERROR:
.SECONDARY:

-include $(shell find $(BUILD) -name '*.d' 2>/dev/null)
