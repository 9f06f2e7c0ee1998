#include "server_certificate.hpp"

#include <arpa/inet.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>
#include <strings.h>

#include <cstring>
#include <memory>
#include <vector>

namespace partyline::sip {

namespace {

struct Freed {
  void operator()(X509* certificate) const { X509_free(certificate); }
  void operator()(X509_STORE* store) const { X509_STORE_free(store); }
  void operator()(X509_STORE_CTX* context) const { X509_STORE_CTX_free(context); }
  void operator()(BIO* source) const { BIO_free(source); }
  void operator()(GENERAL_NAMES* names) const { GENERAL_NAMES_free(names); }
};
template <typename T>
using Owned = std::unique_ptr<T, Freed>;

std::vector<Owned<X509>> parsePem(const std::string& pem) {
  std::vector<Owned<X509>> certificates;
  const Owned<BIO> source{BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size()))};
  while (source) {
    Owned<X509> certificate{PEM_read_bio_X509(source.get(), nullptr, nullptr, nullptr)};
    if (!certificate) break;
    certificates.push_back(std::move(certificate));
  }
  // The text's end is an error to OpenSSL; what is behind the last certificate is not looked at.
  const unsigned long error = ERR_peek_last_error();
  const bool whole = ERR_GET_LIB(error) == ERR_LIB_PEM && ERR_GET_REASON(error) == PEM_R_NO_START_LINE;
  ERR_clear_error();
  if (!whole) certificates.clear();
  return certificates;
}

Owned<X509_STORE> storeOf(const ExpectedServer& expected) {
  Owned<X509_STORE> store{X509_STORE_new()};
  if (!store) return store;
  if (expected.authorities == Authorities::system) {
    X509_STORE_set_default_paths(store.get());
    return store;
  }
  for (const auto& certificate : parsePem(expected.given)) X509_STORE_add_cert(store.get(), certificate.get());
  // What was given may be the server's own certificate, or an authority that another one signed.
  X509_STORE_set_flags(store.get(), X509_V_FLAG_PARTIAL_CHAIN);
  return store;
}

CertificateFault faultOf(int error) {
  switch (error) {
    case X509_V_OK: return CertificateFault::none;
    case X509_V_ERR_CERT_HAS_EXPIRED:
    case X509_V_ERR_CERT_NOT_YET_VALID: return CertificateFault::expired;
    case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT:
    case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY:
    case X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE:
    case X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT:
    case X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN:
    // Another authority of the same name.
    case X509_V_ERR_CERT_SIGNATURE_FAILURE:
    case X509_V_ERR_CERT_UNTRUSTED: return CertificateFault::unknown_authority;
    default: return CertificateFault::unfit;
  }
}

CertificateFault chainFault(X509* certificate, STACK_OF(X509)* chain, const ExpectedServer& expected) {
  const Owned<X509_STORE> store = storeOf(expected);
  const Owned<X509_STORE_CTX> context{X509_STORE_CTX_new()};
  if (!store || !context || X509_STORE_CTX_init(context.get(), store.get(), certificate, chain) != 1) return CertificateFault::unfit;
  X509_STORE_CTX_set_default(context.get(), "ssl_server");
  const bool good = X509_verify_cert(context.get()) == 1;
  const CertificateFault fault = good ? CertificateFault::none : faultOf(X509_STORE_CTX_get_error(context.get()));
  ERR_clear_error();
  return good || fault != CertificateFault::none ? fault : CertificateFault::unfit;
}

std::string textOf(const ASN1_STRING* text) {
  return {reinterpret_cast<const char*>(ASN1_STRING_get0_data(text)), static_cast<size_t>(ASN1_STRING_length(text))};
}

bool same(const std::string& a, const std::string& b) { return a.size() == b.size() && ::strncasecmp(a.data(), b.data(), a.size()) == 0; }

// RFC 5922 7.1: a SIP URI without a user part names a domain.
bool isDomainUri(const std::string& uri, const std::string& name) {
  return ::strncasecmp(uri.c_str(), "sip:", 4) == 0 && same(uri.substr(4, uri.find_first_of(":;?", 4) - 4), name);
}

bool isAddressOf(const std::string& address, const std::string& name) {
  in_addr wanted{};
  return ::inet_pton(AF_INET, name.c_str(), &wanted) == 1 && address.size() == sizeof wanted &&
         std::memcmp(address.data(), &wanted, sizeof wanted) == 0;
}

bool isNamed(const GENERAL_NAME& entry, const std::string& name) {
  switch (entry.type) {
    case GEN_URI: return isDomainUri(textOf(entry.d.uniformResourceIdentifier), name);
    // RFC 5922 7.2: a wildcard stands for nobody.
    case GEN_DNS: return same(textOf(entry.d.dNSName), name);
    case GEN_IPADD: return isAddressOf(textOf(entry.d.iPAddress), name);
    default: return false;
  }
}

// RFC 5922 7.1 lets the subject's common name count where there are no such names, but asks nobody to: it is not looked at.
bool isNamed(const X509* certificate, const std::string& name) {
  const Owned<GENERAL_NAMES> names{static_cast<GENERAL_NAMES*>(X509_get_ext_d2i(certificate, NID_subject_alt_name, nullptr, nullptr))};
  for (int i = 0; names && i < sk_GENERAL_NAME_num(names.get()); i++) {
    if (isNamed(*sk_GENERAL_NAME_value(names.get(), i), name)) return true;
  }
  return false;
}

}  // namespace

CertificateFault faultOf(X509* certificate, STACK_OF(X509)* chain, const ExpectedServer& expected) {
  if (expected.authorities == Authorities::any) return CertificateFault::none;
  if (certificate == nullptr) return CertificateFault::unfit;
  const CertificateFault fault = chainFault(certificate, chain, expected);
  if (fault != CertificateFault::none) return fault;
  return isNamed(certificate, expected.name) ? CertificateFault::none : CertificateFault::wrong_name;
}

size_t certificatesIn(const std::string& pem) { return parsePem(pem).size(); }

}  // namespace partyline::sip
