// The rules of who is let in: passwords, registrations, networks, scanners.
#include <arpa/inet.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "../../test/check.hpp"
#include "../bindings.hpp"
#include "../digest.hpp"
#include "../identity.hpp"
#include "../networks.hpp"
#include "../scanners.hpp"
#include "../strangers.hpp"
#include "../tally.hpp"

namespace {

using namespace partyline::sip;

in_addr_t addressOf(const char* text) {
  in_addr address{};
  ::inet_pton(AF_INET, text, &address);
  return address.s_addr;
}

// What the table tells, as '1:sip:a/600'.
struct Told {
  std::string all;
  Bindings::Tell tell() {
    return [this](PhoneId phone, const Contact& contact, uint32_t expires_s) {
      all += (all.empty() ? "" : " ") + std::to_string(phone) + ":" + contact.call_uri + "/" + std::to_string(expires_s);
    };
  }
  std::string take() { return std::exchange(all, {}); }
};

Wish wish(const std::string& uri, uint32_t expires_s, const std::string& call_uri = "") {
  Wish wish;
  wish.contact.uri = uri;
  wish.contact.call_uri = call_uri.empty() ? uri : call_uri;
  wish.expires_s = expires_s;
  return wish;
}

RegisterRequest request(uint32_t cseq, std::vector<Wish> wishes, const std::string& call_id = "x") { return {1, call_id, cseq, std::move(wishes), false}; }

TEST("the digests of RFC 7616 3.9.1 are right") {
  DigestClaim claim;
  claim.realm = "http-auth@example.org";
  claim.user = "Mufasa";
  claim.method = "GET";
  claim.uri = "/dir/index.html";
  claim.nonce = "7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v";
  claim.nonce_count = "00000001";
  claim.client_nonce = "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ";
  claim.qop = "auth";
  CHECK_EQ(digestResponse(claim, "Circle of Life"), "8ca523f5e9506fed4657c9700eebdbec");
  claim.algorithm = DigestAlgorithm::sha256;
  CHECK_EQ(digestResponse(claim, "Circle of Life"), "753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1");
}

TEST("the digest of RFC 2617 3.5, without qop, is right") {
  DigestClaim claim;
  claim.realm = "testrealm@host.com";
  claim.user = "Mufasa";
  claim.method = "GET";
  claim.uri = "/dir/index.html";
  claim.nonce = "dcd98b7102dd2f0e8b11d0f600bfb0c093";
  CHECK_EQ(digestResponse(claim, "Circle Of Life"), "670fd8c2df070c60b045671b8b24ff02");
}

TEST("an algorithm is known by its word") {
  CHECK(parseDigestAlgorithm("") == DigestAlgorithm::md5);
  CHECK(parseDigestAlgorithm("md5") == DigestAlgorithm::md5);
  CHECK(parseDigestAlgorithm("sha-256") == DigestAlgorithm::sha256);
  CHECK(!parseDigestAlgorithm("MD5-sess"));
}

TEST("digests of different length or content are not the same") {
  CHECK(sameDigest("abc", "abc"));
  CHECK(!sameDigest("abc", "abd"));
  CHECK(!sameDigest("abc", "ab"));
}

TEST("a nonce serves for rising counts, for five minutes, and only when it is this box's") {
  Nonces nonces;
  const std::string nonce = nonces.issue(1000);
  CHECK(nonces.spend(nonce, 1, 2000) == Nonces::Verdict::good);
  CHECK(nonces.spend(nonce, 1, 2000) == Nonces::Verdict::stale);
  CHECK(nonces.spend(nonce, 5, 2000) == Nonces::Verdict::good);
  CHECK(nonces.spend(nonce, 4, 2000) == Nonces::Verdict::stale);
  CHECK(nonces.spend(nonce, 6, 1000 + Nonces::kLifeMs + 1) == Nonces::Verdict::stale);
  CHECK(Nonces{}.spend(nonce, 7, 2000) == Nonces::Verdict::stale);
  CHECK(nonces.spend("", 1, 2000) == Nonces::Verdict::stale);
  CHECK(nonces.spend(std::string(56, 'g'), 1, 2000) == Nonces::Verdict::stale);
}

TEST("a client without counts uses a nonce once") {
  Nonces nonces;
  const std::string nonce = nonces.issue(1000);
  CHECK(nonces.spend(nonce, 0, 1000) == Nonces::Verdict::good);
  CHECK(nonces.spend(nonce, 0, 1000) == Nonces::Verdict::stale);
}

TEST("no nonce serves twice, however many are used") {
  Nonces nonces;
  const std::string first = nonces.issue(1);
  CHECK(nonces.spend(first, 1, 1) == Nonces::Verdict::good);
  for (uint64_t now_ms = 2; now_ms < 20000; now_ms++) CHECK(nonces.spend(nonces.issue(now_ms), 1, now_ms) == Nonces::Verdict::good);
  CHECK(nonces.spend(first, 1, 20000) == Nonces::Verdict::stale);
}

TEST("a contact comes, is refreshed, expires") {
  Told told;
  Bindings bindings(told.tell());
  CHECK(bindings.update(request(1, {wish("sip:a", 600)}), 0));
  CHECK(bindings.update(request(2, {wish("sip:a", 300)}), 1000));
  CHECK_EQ(told.take(), "1:sip:a/600 1:sip:a/300");
  CHECK(bindings.nextExpiryMs() == 301000u);
  bindings.removeExpired(300999);
  CHECK_EQ(told.take(), "");
  bindings.removeExpired(301000);
  CHECK_EQ(told.take(), "1:sip:a/0");
  CHECK(!bindings.nextExpiryMs());
}

TEST("a request that was overtaken changes nothing; one of a phone that started anew does") {
  Told told;
  Bindings bindings(told.tell());
  bindings.update(request(5, {wish("sip:a", 600)}), 0);
  told.take();
  CHECK(!bindings.update(request(5, {wish("sip:b", 600), wish("sip:a", 0)}), 0));
  CHECK(!bindings.update(request(4, {wish("sip:a", 0)}), 0));
  CHECK_EQ(told.take(), "");
  CHECK(bindings.update(request(1, {wish("sip:a", 0)}, "y"), 0));
  CHECK_EQ(told.take(), "1:sip:a/0");
}

TEST("all contacts go at once") {
  Told told;
  Bindings bindings(told.tell());
  bindings.update(request(1, {wish("sip:a", 600), wish("sip:b", 600)}), 0);
  told.take();
  CHECK(bindings.update({1, "x", 2, {}, true}, 0));
  CHECK_EQ(told.take(), "1:sip:a/0 1:sip:b/0");
}

TEST("the contact refreshed longest ago makes room for a sixth") {
  Told told;
  Bindings bindings(told.tell());
  for (uint32_t i = 1; i <= 5; i++) bindings.update(request(i, {wish("sip:" + std::to_string(i), 600)}), i);
  bindings.update(request(6, {wish("sip:1", 600)}), 6);
  told.take();
  bindings.update(request(7, {wish("sip:6", 600)}), 7);
  CHECK_EQ(told.take(), "1:sip:2/0 1:sip:6/600");
  CHECK_EQ(bindings.of(1).size(), 5u);
}

TEST("a phone whose router gave it another port is called there, and there only") {
  Told told;
  Bindings bindings(told.tell());
  bindings.update(request(1, {wish("sip:a", 600, "sip:a@1")}), 0);
  bindings.update(request(2, {wish("sip:a", 600, "sip:a@2")}), 0);
  CHECK_EQ(told.take(), "1:sip:a@1/600 1:sip:a@1/0 1:sip:a@2/600");
}

TEST("a phone whose connection ends is called at its own address, or is gone when that leads nowhere") {
  Told told;
  Bindings bindings(told.tell());
  const auto connection = std::make_shared<int>(0);
  Wish direct = wish("sip:a", 600, "sip:a@connection");
  Wish behind_router = wish("sip:b", 600, "sip:b@connection");
  direct.contact.connection = behind_router.contact.connection = connection;
  behind_router.contact.reachable_without = false;
  bindings.update(request(1, {direct, behind_router}), 0);
  told.take();
  bindings.connectionLost(nullptr, 0);
  CHECK_EQ(told.take(), "");
  bindings.connectionLost(connection.get(), 100000);
  CHECK_EQ(told.take(), "1:sip:b@connection/0 1:sip:a@connection/0 1:sip:a/500");
  direct.contact.connection.reset();
  behind_router.contact.connection.reset();
  CHECK_EQ(connection.use_count(), 1);
}

TEST("the narrowest network has the address") {
  const std::vector<TrustedNetwork> trusted{{*parseNetwork("0.0.0.0/0"), 1}, {*parseNetwork("192.0.2.77/24"), 2}, {*parseNetwork("192.0.2.7"), 3}};
  CHECK_EQ(trunkOf(trusted, addressOf("198.51.100.1")), 1u);
  CHECK_EQ(trunkOf(trusted, addressOf("192.0.2.1")), 2u);
  CHECK_EQ(trunkOf(trusted, addressOf("192.0.2.7")), 3u);
  CHECK_EQ(trunkOf({}, addressOf("192.0.2.7")), 0u);
}

TEST("what is no network is none") {
  for (const char* text : {"", "192.0.2", "192.0.2.0/33", "192.0.2.0/", "192.0.2.0/-1", "192.0.2.0/2x", "::1/64", "192.0.2.0/024"}) CHECK(!parseNetwork(text));
}

TEST("scanners are known by their names, phones are not taken for them") {
  for (const char* name : {"friendly-scanner", "sipvicious/0.3", "SIPCLI/1.8", "VaxSIPUserAgent/3.1", "pplsip", "sundayddr"}) CHECK(isScanner(name));
  for (const char* name : {"", "Yealink SIP-T46S 66.84.0.15", "Asterisk PBX 20", "snomD785/10.1", "Grandstream GXP2170", "friendly"}) CHECK(!isScanner(name));
}

TEST("an address is told of once a second, with all that it did") {
  Tally tally(2);
  CHECK(tally.count(1, 1000) == 1u);
  CHECK(!tally.count(1, 1500));
  CHECK(!tally.count(1, 1999));
  CHECK(tally.count(1, 2000) == 3u);
  for (in_addr_t address = 2; address < 1000; address++) CHECK(tally.count(address, 2000) == 1u);
}

TEST("a stranger is asked once; a retransmission is no second call; who stays away is told of") {
  Strangers strangers;
  CHECK(strangers.ask("a", {1, 1, "", 0}));
  CHECK(strangers.ask("a", {1, 1, "", 10}));
  CHECK(!strangers.ask("a", {1, 2, "", 20}));
  CHECK(strangers.ask("b", {2, 1, "", 0}));
  strangers.cameBack("b");
  CHECK_EQ(strangers.gone(Strangers::kPatienceMs - 1).size(), 0u);
  CHECK_EQ(strangers.gone(Strangers::kPatienceMs).size(), 1u);
  CHECK(strangers.empty());
}

TEST("a name can not break out of its header") {
  CHECK_EQ(nameAddrOf({"", "8000", "192.0.2.1"}), "<sip:8000@192.0.2.1>");
  CHECK_EQ(nameAddrOf({"A \"B\" \\\r\nEvil: 1", "1 2>;x@y", "192.0.2.1"}), "\"A \\\"B\\\" \\\\Evil: 1\" <sip:1%202%3E;x%40y@192.0.2.1>");
  CHECK_EQ(nameAddrOf({"", "", "192.0.2.1"}), "<sip:192.0.2.1>");
}

}  // namespace
