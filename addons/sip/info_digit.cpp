#include "info_digit.hpp"

#include <pjsip.h>

#include "digits.hpp"

namespace partyline::sip {

namespace {

bool contentIs(const pjsip_msg_body& body, const char* subtype) {
  return pj_stricmp2(&body.content_type.type, "application") == 0 && pj_stricmp2(&body.content_type.subtype, subtype) == 0;
}

bool newInfo(const pj::SipEvent& event) {
  if (event.type != PJSIP_EVENT_TSX_STATE || event.body.tsxState.type != PJSIP_EVENT_RX_MSG) return false;
  const auto& transaction = event.body.tsxState.tsx;
  return transaction.role == PJSIP_ROLE_UAS && transaction.state == PJSIP_TSX_STATE_TRYING && transaction.method == "INFO";
}

void respond(pjsip_rx_data* request, int status) {
  pjsip_transaction* transaction = pjsip_rdata_get_tsx(request);
  pjsip_tx_data* response = nullptr;
  if (transaction == nullptr || pjsip_endpt_create_response(transaction->endpt, request, status, nullptr, &response) != PJ_SUCCESS) return;
  if (pjsip_tsx_send_msg(transaction, response) != PJ_SUCCESS) pjsip_tx_data_dec_ref(response);
}

}  // namespace

std::optional<char> takeInfoDigit(const pj::SipEvent& event) {
  if (!newInfo(event)) return std::nullopt;
  auto* request = static_cast<pjsip_rx_data*>(event.body.tsxState.src.rdata.pjRxData);
  const pjsip_msg_body* body = request == nullptr ? nullptr : request->msg_info.msg->body;
  if (body == nullptr || body->len == 0) return std::nullopt;
  const bool plain = contentIs(*body, "dtmf");
  if (!plain && !contentIs(*body, "dtmf-relay")) return std::nullopt;
  const auto digit = infoDigit({static_cast<const char*>(body->data), body->len});
  if (plain) respond(request, digit ? PJSIP_SC_OK : PJSIP_SC_BAD_REQUEST);
  return digit;
}

}  // namespace partyline::sip
