#include "transports.hpp"

#include <arpa/inet.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <pjsua-lib/pjsua.h>

#include <cerrno>
#include <cstring>
#include <memory>

#include "start_error.hpp"

namespace partyline::sip {

namespace {

struct Freed {
  void operator()(SSL_CTX* context) const { SSL_CTX_free(context); }
};

[[noreturn]] void refuseCertificate(const std::string& message) {
  char reason[200] = "unknown reason";
  const unsigned long error = ERR_get_error();
  if (error != 0) ERR_error_string_n(error, reason, sizeof reason);
  ERR_clear_error();
  throw StartError("BAD_CERTIFICATE", message + ": " + reason);
}

// pjsip would notice a bad file only when the first caller comes.
void checkCertificate(const TlsOptions& tls) {
  const std::unique_ptr<SSL_CTX, Freed> context{SSL_CTX_new(TLS_server_method())};
  if (!context) refuseCertificate("TLS can not be used");
  if (SSL_CTX_use_certificate_chain_file(context.get(), tls.certificate_path.c_str()) != 1) {
    refuseCertificate("The certificate '" + tls.certificate_path + "' can not be used");
  }
  if (SSL_CTX_use_PrivateKey_file(context.get(), tls.key_path.c_str(), SSL_FILETYPE_PEM) != 1 || SSL_CTX_check_private_key(context.get()) != 1) {
    refuseCertificate("The key '" + tls.key_path + "' can not be used with the certificate '" + tls.certificate_path + "'");
  }
}

pj_str_t text(const std::string& value) { return {const_cast<char*>(value.data()), static_cast<pj_ssize_t>(value.size())}; }

void checkAddress(const std::string& address) {
  in_addr parsed{};
  if (::inet_pton(AF_INET, address.c_str(), &parsed) != 1) throw StartError("BAD_ADDRESS", "'" + address + "' is no IPv4 address.");
}

[[noreturn]] void refuse(pj_status_t status, const Options& options, const std::string& where) {
  char reason[PJ_ERR_MSG_SIZE];
  pj_strerror(status, reason, sizeof reason);
  const std::string at = where + " of " + options.address + ": " + reason;
  if (status == PJ_STATUS_FROM_OS(EADDRINUSE)) throw StartError("PORT_IN_USE", at, status);
  if (status == PJ_STATUS_FROM_OS(EADDRNOTAVAIL)) throw StartError("BAD_ADDRESS", at, status);
  throw StartError("SIP_FAILED", at, status);
}

pjsua_transport_config configFor(const Options& options, uint16_t port) {
  pjsua_transport_config config;
  pjsua_transport_config_default(&config);
  config.port = port;
  config.bound_addr = text(options.address);
  config.public_addr = text(options.public_address);
  return config;
}

uint16_t open(pjsip_transport_type_e type, const pjsua_transport_config& config, const Options& options) {
  pjsua_transport_id id = PJSUA_INVALID_ID;
  pj_status_t status = pjsua_transport_create(type, &config, &id);
  pjsua_transport_info info;
  if (status == PJ_SUCCESS) status = pjsua_transport_get_info(id, &info);
  if (status == PJ_SUCCESS) return static_cast<uint16_t>(info.local_name.port);
  refuse(status, options, std::string{pjsip_transport_get_type_name(type)} + " port " + std::to_string(config.port));
}

uint16_t openTls(const Options& options) {
  checkCertificate(*options.tls);
  pjsua_transport_config config = configFor(options, options.tls->port);
  config.tls_setting.cert_file = text(options.tls->certificate_path);
  config.tls_setting.privkey_file = text(options.tls->key_path);
  config.tls_setting.verify_client = PJ_FALSE;
  return open(PJSIP_TRANSPORT_TLS, config, options);
}

}  // namespace

Ports openTransports(const Options& options) {
  checkAddress(options.address);
  if (!options.public_address.empty()) checkAddress(options.public_address);
  Ports ports;
  if (options.udp_port) ports.udp = open(PJSIP_TRANSPORT_UDP, configFor(options, *options.udp_port), options);
  if (options.tcp_port) ports.tcp = open(PJSIP_TRANSPORT_TCP, configFor(options, *options.tcp_port), options);
  if (options.tls) ports.tls = openTls(options);
  return ports;
}

}  // namespace partyline::sip
