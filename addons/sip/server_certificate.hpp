// Whether the certificate that a TLS server shows is that of a SIP domain (RFC 5922 7), and signed by somebody who is believed.
#pragma once
#include <openssl/x509.h>

#include <string>

namespace partyline::sip {

enum class CertificateFault { none, wrong_name, unknown_authority, expired, unfit };

// Whose signatures are believed: those that the system knows, those that were given, or anybody's.
enum class Authorities { system, given, any };

struct ExpectedServer {
  std::string name;   // SIP domain or IPv4 address
  Authorities authorities = Authorities::system;
  std::string given;   // certificates in PEM
  bool operator==(const ExpectedServer& other) const {
    return name == other.name && authorities == other.authorities && given == other.given;
  }
};

// `chain`: all that the server sent. Without a certificate it is unfit.
CertificateFault faultOf(X509* certificate, STACK_OF(X509)* chain, const ExpectedServer& expected);

// How many certificates a text in PEM has; nothing when one of them is damaged.
size_t certificatesIn(const std::string& pem);

}  // namespace partyline::sip
