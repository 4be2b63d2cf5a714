[=package].TrainedModelReader
