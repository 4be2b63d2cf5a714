register:
	uv run --frozen rides-register --name rides
