"""Writes what SAM makes of each template beside it, as <name>.transformed.json: there SAM's implicit resources show.

usage: python audit/transform.py template.json …
"""

import json
import os
import sys
from pathlib import Path

# The translator asks for a region, though nothing here depends on one.
os.environ.setdefault("AWS_DEFAULT_REGION", "eu-central-1")

from samcli.yamlhelper import yaml_parse
from samtranslator.parser.parser import Parser
from samtranslator.translator.translator import Translator

for path in map(Path, sys.argv[1:]):
    template = yaml_parse(path.read_text(encoding="utf-8"))

    # Only sam package turns local paths into places in S3.
    for resource in template["Resources"].values():
        properties = resource.get("Properties", {})
        for key in {"CodeUri", "ContentUri", "DefinitionUri"} & properties.keys():
            properties[key] = f"s3://bucket/{properties[key]}"

    parameters = {
        name: parameter["Default"]
        for name, parameter in template.get("Parameters", {}).items()
        if "Default" in parameter
    }
    transformed = Translator(managed_policy_map={}, sam_parser=Parser()).translate(template, parameters)

    path.with_suffix(".transformed.json").write_text(json.dumps(transformed, indent=2), encoding="utf-8")
