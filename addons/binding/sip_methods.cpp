// SipEngine of addons/sip.ts: the part of NativeEngine that is about trunks, phones and calls out.
#include "../sip/start_error.hpp"
#include "arguments.hpp"
#include "coded_error.hpp"
#include "engine_object.hpp"
#include "sip_options.hpp"

namespace partyline::binding {

// Does nothing when the engine is over.
template <typename Action>
Napi::Value EngineObject::withSip(const Arguments& arguments, Action action) {
  if (arguments.ok() && !over() && ready(arguments.env())) action(engine_->sip());
  return arguments.env().Undefined();
}

Napi::Value EngineObject::putTrunk(const Napi::CallbackInfo& info) {
  Arguments arguments(info, "putTrunk");
  const auto trunk = arguments.id(0, "trunk");
  const sip::TrunkOptions options = readTrunkOptions({arguments, arguments.object(1, "options"), "options"});
  return withSip(arguments, [&](sip::Endpoint& sip) { sip.putTrunk(trunk, options); });
}

Napi::Value EngineObject::removeTrunk(const Napi::CallbackInfo& info) {
  Arguments arguments(info, "removeTrunk");
  const auto trunk = arguments.id(0, "trunk");
  return withSip(arguments, [&](sip::Endpoint& sip) { sip.removeTrunk(trunk); });
}

Napi::Value EngineObject::setPhones(const Napi::CallbackInfo& info) {
  Arguments arguments(info, "setPhones");
  const std::vector<sip::Phone> phones = readPhones(arguments, 0);
  return withSip(arguments, [&](sip::Endpoint& sip) { sip.setPhones(phones); });
}

Napi::Value EngineObject::setAdmission(const Napi::CallbackInfo& info) {
  Arguments arguments(info, "setAdmission");
  const sip::AdmissionOptions options = readAdmission({arguments, arguments.object(0, "admission"), "admission"});
  return withSip(arguments, [&](sip::Endpoint& sip) { sip.setAdmission(options); });
}

Napi::Value EngineObject::dial(const Napi::CallbackInfo& info) {
  Arguments arguments(info, "dial");
  const sip::DialOptions options = readDial({arguments, arguments.object(0, "call"), "call"});
  if (!arguments.ok() || (!over() && !ready(info.Env()))) return info.Env().Undefined();
  return Napi::Number::New(info.Env(), over() ? 0 : engine_->sip().dial(options));
}

Napi::Value EngineObject::probe(const Napi::CallbackInfo& info) {
  Arguments arguments(info, "probe");
  const auto probe = arguments.id(0, "probe");
  const sip::ProbeOptions options = readProbe({arguments, arguments.object(1, "options"), "options"});
  return withSip(arguments, [&](sip::Endpoint& sip) { sip.probe(probe, options); });
}

Napi::Value EngineObject::renewCertificate(const Napi::CallbackInfo& info) {
  Arguments arguments(info, "renewCertificate");
  const Properties from{arguments, arguments.object(0, "certificate"), "certificate"};
  const std::string certificate_path = from.text("certificatePath");
  const std::string key_path = from.text("keyPath");
  return withSip(arguments, [&](sip::Endpoint& sip) {
    try {
      sip.renewCertificate(certificate_path, key_path);
    } catch (const sip::StartError& error) {
      errorWith(arguments.env(), error.code(), error.what()).ThrowAsJavaScriptException();
    }
  });
}

void EngineObject::addSipMethods(std::vector<Method>& methods) {
  methods.insert(methods.end(), {
                                    InstanceMethod<&EngineObject::putTrunk>("putTrunk"),
                                    InstanceMethod<&EngineObject::removeTrunk>("removeTrunk"),
                                    InstanceMethod<&EngineObject::setPhones>("setPhones"),
                                    InstanceMethod<&EngineObject::setAdmission>("setAdmission"),
                                    InstanceMethod<&EngineObject::dial>("dial"),
                                    InstanceMethod<&EngineObject::probe>("probe"),
                                    InstanceMethod<&EngineObject::renewCertificate>("renewCertificate"),
                                });
}

}  // namespace partyline::binding
