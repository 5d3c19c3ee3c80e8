# shellcheck shell=sh disable=SC2154 # sourced by tests/story/run
# What is sold in a story: its plans, charges and metrics as a catalog.

# Before the first fact the ledger is made, and then any plans said since are a
# version of the catalog.
ready() {
	if [ ! -e "$BILL_LEDGER" ]; then
		awk -v settings="$company" '
			BEGIN {
				count = split(settings, word, " ")
				for (i = 1; i <= count; i++) {
					split(word[i], part, "=")
					split(part[1], key, ".")
					if (part[1] !~ /\./)
						lines = lines part[1] ": " \
							part[2] "\n"
					else
						rooms[key[1]] = rooms[key[1]] \
							key[2] ": \"" part[2] \
							"\", "
				}
				for (room in rooms)
					printf "%s: {%s}\n", room, rooms[room]
				printf "%s", lines
			}' >company.yaml
		must bill-init --config company.yaml
	fi
	[ -s plans ] || return 0
	version=$((version + 1))
	since=$today
	[ "$version" -gt 1 ] || since=2000-01-01
	{
		printf 'version: "%d"\neffective: %s\n' "$version" "$since"
		[ ! -s metrics ] || echo 'metrics:'
		cat metrics
		echo 'products:'
		cat products
		echo 'plans:'
		cat plans
		[ ! -s discounts ] || echo 'discounts:'
		cat discounts
	} >"catalog-$version.yaml"
	: >plans
	: >products
	must bill-import catalog "catalog-$version.yaml"
}

# "10/2.5/-,-/2/3" as a list of tiers.
tiers() {
	echo "$1" | tr , '\n' | awk -F/ '{
		printf "%s{", (NR > 1 ? ", " : "[")
		split("up_to price flat rate cap", names, " ")
		gap = ""
		for (i = 1; i <= 5; i++)
			if ($i != "" && $i != "-") {
				printf "%s%s: \"%s\"", gap, names[i], $i
				gap = ", "
			}
		printf "}"
	}
	END { printf "]" }'
}

# "region:eu-*,class:large/0.20;-/0.50" as a list of prices.
prices() {
	echo "$1" | tr ';' '\n' | awk -F/ '{
		printf "%s{", (NR > 1 ? ", " : "[")
		count = $1 == "-" ? 0 : split($1, where, ",")
		for (i = 1; i <= count; i++) {
			split(where[i], pair, ":")
			printf "%s%s: \"%s\"", \
				(i > 1 ? ", " : "where: {"), pair[1], pair[2]
		}
		printf "%sprice: \"%s\"}", (count > 0 ? "}, " : ""), $2
	}
	END { printf "]" }'
}

# "6month/30.00,1year/40.00" as a list of two keys.
pairs() {
	echo "$3" | tr , '\n' | awk -F/ -v first="$1" -v second="$2" '{
		sub(/^[0-9]+/, "& ", $1)
		printf "%s{%s: \"%s\", %s: \"%s\"}", (NR > 1 ? ", " : "["), \
			first, $1, second, $2
	}
	END { printf "]" }'
}

# "every=3month" for YAML: , every: "3 month"
settings() {
	for word; do
		case $word in
		every=[0-9]* | trial=[0-9]* | notice=[0-9]*)
			value=${word#*=}
			number=${value%%[a-z]*}
			printf ', %s: %s %s' "${word%%=*}" "$number" \
				"${value#"$number"}"
			;;
		ramp=*) printf ', ramp: %s' \
			"$(pairs after price "${word#*=}")" ;;
		components=*) printf ', components: %s' \
			"$(pairs product price "${word#*=}")" ;;
		every=*) printf ', every: 1 %s' "${word#every=}" ;;
		*_term=[0-9]*)
			value=${word#*=}
			number=${value%%[a-z]*}
			printf ', %s: %s %s' "${word%%=*}" "$number" \
				"${value#"$number"}"
			;;
		tiers=*) printf ', tiers: %s' "$(tiers "${word#*=}")" ;;
		prices=*) printf ', prices: %s' "$(prices "${word#*=}")" ;;
		where=*)
			printf ', where: {%s}' "$(echo "${word#*=}" |
				sed 's/:/: "/g; s/,/", /g; s/$/"/')"
			;;
		round=*)
			value=${word#*=}
			printf ', round: {to: "%s", mode: %s}' \
				"${value%:*}" "${value#*:}"
			;;
		*=*) printf ', %s: "%s"' "${word%%=*}" "${word#*=}" ;;
		*) story_fail "\"$word\" is not key=value" ;;
		esac
	done
}

tell_plan() {
	id=$1 currency=$2 price=$3
	shift 3
	tax_code='' life=''
	for word; do
		shift
		case $word in
		trial=* | trial_end=* | term_months=* | renew=* | uplift=* | \
			notice=* | termination=* | termination_value=* | \
			minimum_value=* | suspension=*)
			life="$life $word"
			continue
			;;
		tax_code=*) tax_code=${word#*=} ;;
		esac
		set -- "$@" "$word"
	done
	printf '  - {id: "%s", name: "%s"%s}\n' "$id" "$id" \
		"${tax_code:+, tax_code: $tax_code}" >>products
	{
		printf '  - id: "%s"\n    product: "%s"\n    currency: %s\n' \
			"$id" "$id" "$currency"
		printf '    name: "%s"\n' "$id"
		# shellcheck disable=SC2086 # a list of words
		settings $life | sed 's/^, //; s/, /\n/g' | sed 's/^/    /'
		printf '\n    charges:\n'
	} >>plans
	[ "$price" = - ] || tell_charge "$id" fee recurring "$price" "$@"
}

tell_product() {
	id=$1
	shift
	printf '  - {id: "%s", name: "%s"%s}\n' \
		"$id" "$id" "$(settings "$@")" >>products
}

tell_discount() {
	id=$1
	shift
	printf '  - {id: "%s"%s}\n' "$id" "$(settings "$@")" >>discounts
}

tell_metric() {
	id=$1 unit=$2
	shift 2
	printf '  - {id: %s, unit: "%s"%s}\n' "$id" "$unit" \
		"$(settings "$@")" >>metrics
}

tell_charge() {
	shift
	id=$1 kind=$2 price=$3
	shift 3
	[ "$price" = - ] || set -- "price=$price" "$@"
	printf '      - {id: %s, kind: %s%s}\n' \
		"$id" "$kind" "$(settings "$@")" >>plans
}
