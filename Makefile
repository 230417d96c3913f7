# Two commands matter: `make run` to try it, `make test` to know that it holds. `make help` lists them all.

.DEFAULT_GOAL := help
PYTHON ?= python3

.PHONY: help setup run check test bench look texts

help: ## what there is
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 10

setup: ## prepare everything, start nothing
	@$(PYTHON) tools/prepare.py setup

run: ## prepare, then start a demo network on this machine and print its address
	@$(PYTHON) tools/prepare.py run

check: ## the quick part: format, lint, types, contracts, templates, translations
	@$(PYTHON) tools/prepare.py check

test: ## everything: check, then all tests on both databases and in a browser
	@$(PYTHON) tools/prepare.py test

bench: ## measure the speed beside a bare Django view
	@$(PYTHON) tools/prepare.py bench

look: ## walk every page as each of the cast and save pictures under build/look/
	@$(PYTHON) tools/prepare.py look

texts: ## find the texts that want translating, in the pages and the code
	@$(PYTHON) tools/prepare.py texts
