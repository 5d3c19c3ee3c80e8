# shellcheck shell=sh
# What the scripts of tests/tidy share.
#
# A check is a function that looks at the tree below the current directory and
# prints a line "FILE:LINE: what is wrong" for each finding.  Each check has two
# tests: the tree is clean, and a file planted in an empty tree is caught, so
# that a check that has gone blind is noticed.

. "$(dirname "$0")/../shell.sh"
house=$ROOT/tests/tidy

# look PROGRAM ARGUMENT...: run an awk program over the files named on standard
# input.
look() {
	program=$1
	shift
	xargs -r awk -f "$house/$program.awk" "$@" /dev/null
}

# The files in these directories, with these endings or all: files "lib" "c h"
files() {
	for place in $1; do
		[ -d "$place" ] || continue
		if [ $# -eq 1 ]; then
			find "$place" -type f
			continue
		fi
		for ending in $2; do
			find "$place" -type f -name "*.$ending"
		done
	done | sort
}

# Every shell script of the tree, told by its first line, and what they source.
scripts() {
	find . -path ./.git -prune -o -path ./build -prune -o -type f \
		-size -200k -print | sed 's|^\./||' | sort |
		while IFS= read -r file; do
			case $file in
			*.sh) echo "$file" && continue ;;
			esac
			first=
			IFS= read -r first 2>/dev/null <"$file" || continue
			case $first in
			'#!'*/sh | '#!'*/sh\ * | '#!'*[/\ ]bash*)
				echo "$file"
				;;
			esac
		done
}

# expect_clean CHECK: it finds nothing in the tree.
expect_clean() {
	cd "$ROOT" || fail "no tree"
	"$1" >"$work/findings" || fail "$1 cannot look"
	[ ! -s "$work/findings" ] ||
		fail "$(wc -l <"$work/findings") findings
$(cat "$work/findings")"
}

# plant FILE: a file of the current, planted tree from standard input.
plant() {
	mkdir -p "$(dirname "$1")"
	cat >"$1"
}

# expect_caught CHECK FILE TEXT: it finds TEXT in the planted FILE.
expect_caught() {
	"$1" >"$work/findings" || fail "$1 cannot look"
	grep -F "$2" "$work/findings" | grep -qF -e "$3" ||
		fail "$1 does not find \"$3\" in $2
$(cat "$work/findings" "${2%%:*}")"
}
