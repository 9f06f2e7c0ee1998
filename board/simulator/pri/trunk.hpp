// The public exchange's side of a primary rate span: calls to the box's numbers go out by Q.931, calls of the box into the exchange.
#pragma once
#include <string>

#include "../../../addons/pri/signalling.hpp"
#include "../attachments.hpp"
#include "cable_end.hpp"
#include "trunk_call.hpp"
#include "trunk_commands.hpp"
#include "trunk_options.hpp"

namespace partyline::simulator {

class Trunk final : public Attachment, private Party, private pri::Listener {
 public:
  struct Place {
    Surroundings surroundings;
    DigitalSpan& span;
    Exchange& exchange;
    NumberRange numbers;
  };

  // Throws Refused.
  Trunk(const Place& place, const TrunkOptions& options);
  ~Trunk() override;

  std::string id() const;
  Json state() const override;
  // What shall be out of the ordinary, from now on or with the next call.
  TrunkOddities& oddities() { return oddities_; }
  // RESTART of a bearer channel. Throws Refused.
  void restart(int channel);
  const DigitalSpan& span() const { return place_.span; }

 private:
  void offered(CallEnd& end) override;
  void alerting(CallEnd& end, InBand audio) override;
  void answered(CallEnd& end) override;
  void cleared(CallEnd& end, int cause) override;
  void speak(CallEnd& end, Block& said) override;
  void hear(CallEnd& end, const Block& heard) override;

  void told(const pri::Event& event) override;
  void on(const pri::Up& up);
  void on(const pri::Down& down);
  void on(const pri::Offered& offered);
  void on(const pri::Digits& digits);
  void on(const pri::More& more);
  void on(const pri::Proceeding& proceeding);
  void on(const pri::Alerting& alerting);
  void on(const pri::Answered& answered);
  void on(const pri::Cleared& cleared);
  void on(const pri::Ended& ended);
  void on(const pri::Restart& restart);
  void on(const pri::Restarted& restarted);

  void callTheBox(TrunkCall& call, const CallSetup& setup);
  int channelForTheBox();
  // Which channel a call of the box gets; 0: it was refused.
  int channelFor(const pri::Offered& offered);
  void callAtTheSameTime(int channel);
  void examineNumber(TrunkCall& call, bool complete);
  void refuse(TrunkCall& call, int cause);
  void callFromBox(TrunkCall& call);
  void tell(const TrunkCall& call, const char* state, int cause = 0);
  void soon();
  void run();

  const Place place_;
  const TrunkOptions options_;
  const std::shared_ptr<TrunkCommands> commands_;
  TrunkOddities oddities_;
  TrunkCalls calls_;
  pri::CallId last_to_box_ = 0;
  pri::CallId last_from_box_ = 1;
  Timer timer_;
  CableEnd cable_;
  pri::Signalling signalling_;   // last: it tells of its calls' ends
};

}  // namespace partyline::simulator
