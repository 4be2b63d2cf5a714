module "service" {
  source = "./service"
}
