#include "transports.hpp"

#include <arpa/inet.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <pjsua-lib/pjsua.h>
#include <pjsua-lib/pjsua_internal.h>
#include <sys/socket.h>
#include <unistd.h>

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

pjsua_transport_config tlsConfigFor(const Options& options, uint16_t port, const std::string& certificate_path, const std::string& key_path) {
  pjsua_transport_config config = configFor(options, port);
  config.tls_setting.cert_file = text(certificate_path);
  config.tls_setting.privkey_file = text(key_path);
  // ServerTrust looks at what servers show, and nobody who calls has to show anything.
  config.tls_setting.verify_server = PJ_FALSE;
  config.tls_setting.verify_client = PJ_FALSE;
  return config;
}

std::string nameOf(pjsip_transport_type_e type, unsigned port) {
  return std::string{pjsip_transport_get_type_name(type)} + " port " + std::to_string(port);
}

// pjsip does not tell when a TLS port can not be had.
pj_status_t bindable(const pj_sockaddr& address) {
  const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  const int on = 1;
  ::setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
  const bool bound = ::bind(socket, reinterpret_cast<const sockaddr*>(&address), sizeof(sockaddr_in)) == 0 && ::listen(socket, 1) == 0;
  const pj_status_t status = bound ? PJ_SUCCESS : PJ_STATUS_FROM_OS(errno);
  ::close(socket);
  return status;
}

int create(pjsip_transport_type_e type, const pjsua_transport_config& config, const Options& options) {
  pjsua_transport_id id = PJSUA_INVALID_ID;
  const pj_status_t status = pjsua_transport_create(type, &config, &id);
  if (status != PJ_SUCCESS) refuse(status, options, nameOf(type, config.port));
  return id;
}

uint16_t portOf(int id) {
  pjsua_transport_info info;
  return pjsua_transport_get_info(id, &info) == PJ_SUCCESS ? static_cast<uint16_t>(info.local_name.port) : 0;
}

uint16_t open(pjsip_transport_type_e type, const Options& options, uint16_t port) {
  return portOf(create(type, configFor(options, port), options));
}

}  // namespace

// pjsip would notice a bad file only when the first caller comes.
void checkCertificate(const std::string& certificate_path, const std::string& key_path) {
  const std::unique_ptr<SSL_CTX, Freed> context{SSL_CTX_new(TLS_server_method())};
  if (!context) refuseCertificate("TLS can not be used");
  if (SSL_CTX_use_certificate_chain_file(context.get(), certificate_path.c_str()) != 1) {
    refuseCertificate("The certificate '" + certificate_path + "' can not be used");
  }
  if (SSL_CTX_use_PrivateKey_file(context.get(), key_path.c_str(), SSL_FILETYPE_PEM) != 1 || SSL_CTX_check_private_key(context.get()) != 1) {
    refuseCertificate("The key '" + key_path + "' can not be used with the certificate '" + certificate_path + "'");
  }
}

void Transports::open() {
  checkAddress(options_.address);
  if (!options_.public_address.empty()) checkAddress(options_.public_address);
  if (options_.udp_port) ports_.udp = sip::open(PJSIP_TRANSPORT_UDP, options_, *options_.udp_port);
  if (options_.tcp_port) ports_.tcp = sip::open(PJSIP_TRANSPORT_TCP, options_, *options_.tcp_port);
  if (!options_.tls) {
    tls_ = create(PJSIP_TRANSPORT_TLS, configFor(options_, 0), options_);
    return;
  }
  checkCertificate(options_.tls->certificate_path, options_.tls->key_path);
  ports_.tls = openTls();
}

uint16_t Transports::openTls() {
  const TlsOptions& tls = *options_.tls;
  const pjsua_transport_config config = tlsConfigFor(options_, tls.port, tls.certificate_path, tls.key_path);
  tls_ = create(PJSIP_TRANSPORT_TLS, config, options_);
  pj_sockaddr address;
  pj_sockaddr_init(pj_AF_INET(), &address, &config.bound_addr, tls.port);
  const pjsip_host_port published{config.public_addr, 0};
  pj_status_t status = bindable(address);
  if (status == PJ_SUCCESS) status = pjsip_tls_transport_lis_start(this->tls(), &address, &published);
  if (status != PJ_SUCCESS) refuse(status, options_, nameOf(PJSIP_TRANSPORT_TLS, tls.port));
  return static_cast<uint16_t>(this->tls()->addr_name.port);
}

void Transports::renewCertificate(const std::string& certificate_path, const std::string& key_path) {
  if (!ports_.tls) return;
  const pjsua_transport_config config = tlsConfigFor(options_, *ports_.tls, certificate_path, key_path);
  // The listener is closed and opened again at once.
  const pj_status_t status = pjsua_transport_lis_restart(tls_, &config);
  if (status != PJ_SUCCESS) PJ_LOG(1, ("partyline", "The TLS port could not be opened with another certificate: status %d", status));
}

pjsip_tpfactory* Transports::tls() const { return pjsua_var.tpdata[tls_].data.factory; }

}  // namespace partyline::sip
