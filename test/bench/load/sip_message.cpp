#include "sip_message.hpp"

#include <strings.h>

#include <charconv>

namespace partyline::bench {
namespace {

bool sameName(std::string_view a, std::string_view b) {
  return a.size() == b.size() && strncasecmp(a.data(), b.data(), a.size()) == 0;
}

std::string_view trim(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\r')) text.remove_suffix(1);
  return text;
}

std::string_view takeLine(std::string_view& text) {
  const size_t end = text.find('\n');
  const auto line = text.substr(0, end);
  text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  return trim(line);
}

int toNumber(std::string_view text) {
  int value = -1;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

bool startsWith(std::string_view text, std::string_view with) { return text.substr(0, with.size()) == with; }

// m=audio 20000 RTP/AVP 0 101
void readMediaLine(std::string_view line, MediaAnswer& answer) {
  line.remove_prefix(std::string_view("m=audio ").size());
  answer.port = toNumber(line);
  for (int word = 0; word < 2; ++word) line.remove_prefix(std::min(line.size(), line.find(' ') + 1));
  answer.payload_type = toNumber(line);
}

}  // namespace

bool SipMessage::parse(std::string_view text) {
  if (!parseStartLine(takeLine(text))) return false;
  for (auto line = takeLine(text); !line.empty(); line = takeLine(text)) {
    const size_t colon = line.find(':');
    if (colon == std::string_view::npos) return false;
    headers_.emplace_back(trim(line.substr(0, colon)), trim(line.substr(colon + 1)));
  }
  body_ = text;
  if (isResponse()) {
    const auto cseq = header("CSeq");
    method_ = trim(cseq.substr(std::min(cseq.size(), cseq.find(' '))));
  }
  return !header("Call-ID", "i").empty();
}

bool SipMessage::parseStartLine(std::string_view line) {
  constexpr std::string_view kVersion = "SIP/2.0 ";
  if (startsWith(line, kVersion)) {
    status_ = toNumber(line.substr(kVersion.size()));
    return status_ >= 100;
  }
  method_ = line.substr(0, line.find(' '));
  return line.size() > kVersion.size() && line.find(" SIP/2.0") != std::string_view::npos;
}

std::string_view SipMessage::header(std::string_view name, std::string_view compact) const {
  for (const auto& [key, value] : headers_) {
    if (sameName(key, name) || (!compact.empty() && sameName(key, compact))) return value;
  }
  return {};
}

std::vector<std::string_view> SipMessage::headers(std::string_view name, std::string_view compact) const {
  std::vector<std::string_view> found;
  for (const auto& [key, value] : headers_) {
    if (sameName(key, name) || sameName(key, compact)) found.push_back(value);
  }
  return found;
}

std::string uriOf(std::string_view header) {
  const size_t open = header.find('<');
  if (open != std::string_view::npos) {
    return std::string(header.substr(open + 1, header.find('>', open) - open - 1));
  }
  return std::string(trim(header.substr(0, header.find(';'))));
}

MediaAnswer parseAnswer(std::string_view sdp) {
  MediaAnswer answer;
  while (!sdp.empty()) {
    const auto line = takeLine(sdp);
    if (startsWith(line, "m=audio ")) readMediaLine(line, answer);
    if (startsWith(line, "a=rtpmap:") && line.find("telephone-event") != std::string_view::npos) {
      answer.digits_payload_type = toNumber(line.substr(std::string_view("a=rtpmap:").size()));
    }
  }
  return answer;
}

std::string respond(const SipMessage& request, const std::string& contact, const std::string& sdp) {
  std::string text = "SIP/2.0 200 OK\r\n";
  for (const auto via : request.headers("Via", "v")) text += "Via: " + std::string(via) + "\r\n";
  text += "From: " + std::string(request.header("From", "f")) + "\r\n";
  const std::string to(request.header("To", "t"));
  text += "To: " + to + (to.find(";tag=") == std::string::npos ? ";tag=t\r\n" : "\r\n");
  text += "Call-ID: " + std::string(request.header("Call-ID", "i")) + "\r\n";
  text += "CSeq: " + std::string(request.header("CSeq")) + "\r\n";
  text += "Contact: <" + contact + ">\r\n";
  if (!sdp.empty()) text += "Content-Type: application/sdp\r\n";
  return text + "Content-Length: " + std::to_string(sdp.size()) + "\r\n\r\n" + sdp;
}

}  // namespace partyline::bench
