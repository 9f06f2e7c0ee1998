// As much of RFC 3261's messages as a caller needs.
#pragma once
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace partyline::bench {

class SipMessage {
 public:
  // False when the text is not SIP; the views stay valid as long as `text`.
  bool parse(std::string_view text);

  bool isResponse() const { return status_ > 0; }
  int status() const { return status_; }
  std::string_view method() const { return method_; }   // of a request: of the request line; of a response: of CSeq
  std::string_view header(std::string_view name, std::string_view compact = {}) const;
  std::vector<std::string_view> headers(std::string_view name, std::string_view compact) const;
  std::string_view body() const { return body_; }

 private:
  bool parseStartLine(std::string_view line);
  int status_ = 0;
  std::string_view method_;
  std::string_view body_;
  std::vector<std::pair<std::string_view, std::string_view>> headers_;
};

// The URI of a Contact, From or To header, without display name, brackets and header parameters.
std::string uriOf(std::string_view header);

struct MediaAnswer {
  int port = 0;              // 0: refused
  int payload_type = -1;     // the first in the m= line
  int digits_payload_type = -1;
};

MediaAnswer parseAnswer(std::string_view sdp);

// A response to a request from the target: copies what RFC 3261 8.2.6.2 asks for.
std::string respond(const SipMessage& request, const std::string& contact, const std::string& sdp);

}  // namespace partyline::bench
