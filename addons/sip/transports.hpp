// The SIP transports: UDP, TCP and TLS, bound to the ports of the options. By TLS the box can call in any case.
#pragma once
#include <pjsip.h>

#include <string>

#include "options.hpp"

namespace partyline::sip {

// Throws StartError BAD_CERTIFICATE. Any thread.
void checkCertificate(const std::string& certificate_path, const std::string& key_path);

// pjsip's worker, once it runs.
class Transports {
 public:
  explicit Transports(const Options& options) : options_(options) {}

  // Throws StartError: PORT_IN_USE, BAD_ADDRESS, BAD_CERTIFICATE, SIP_FAILED.
  void open();
  // Connections that come from now on see this certificate, which was checked; those that are up go on.
  void renewCertificate(const std::string& certificate_path, const std::string& key_path);

  const Ports& ports() const { return ports_; }
  pjsip_tpfactory* tls() const;

 private:
  uint16_t openTls();

  const Options& options_;
  Ports ports_;
  int tls_ = -1;   // pjsua's number
};

}  // namespace partyline::sip
