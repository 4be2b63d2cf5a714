resource "kubernetes_deployment" "rides" {
  metadata {
    name = "rides"
  }
}
