import pandera as pa

rides = pa.DataFrameSchema(
    {
        "distance": pa.Column(float, pa.Check.ge(0)),
        "minutes": pa.Column(float, pa.Check.in_range(0, 1440)),
    }
)
