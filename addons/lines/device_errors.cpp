#include "device_errors.hpp"

#include <cerrno>
#include <system_error>

namespace partyline::lines {

std::string describeError(int error) { return std::generic_category().message(error); }

LineError openError(const std::string& path, int error) {
  switch (error) {
    case EACCES:
    case EPERM:
      return {"NO_PERMISSION", "The box may not open '" + path +
                                   "': add its user to the group that owns it, 'dahdi' as a rule, and start the box again."};
    case EBUSY:
      return {"DEVICE_IN_USE", "Another program uses '" + path + "': stop it (Asterisk, for example)."};
    case ENOENT:
    case ENOTDIR:
    case ENXIO:
    case ENODEV:
    case ENOTCONN:
      return {"NO_DRIVER", "There is no driver behind '" + path +
                               "': load that of the card ('modprobe dahdi' and the card's own module), then run 'dahdi_cfg'."};
    default:
      return {"BAD_DRIVER", "'" + path + "' can not be opened: " + describeError(error) + "."};
  }
}

LineError specifyError(const std::string& path, int channel, int error) {
  const std::string which = "Channel " + std::to_string(channel);
  switch (error) {
    case EBUSY:
      return {"DEVICE_IN_USE", which + " is used by another program: stop it (Asterisk, for example)."};
    case EINVAL:
    case ENXIO:
    case ENODEV:
      return {"NO_DEVICE", which + " does not exist: is its card there, and was 'dahdi_cfg' run?"};
    case EACCES:
    case EPERM:
      return {"NO_PERMISSION", "The box may not use channel " + std::to_string(channel) + " of '" + path + "'."};
    case ENOTTY:
      return {"BAD_DRIVER", "'" + path + "' is not DAHDI's: it does not know how a channel is chosen."};
    default:
      return driverError("SPECIFY", channel, error);
  }
}

LineError driverError(const char* request, int channel, int error) {
  return {"BAD_DRIVER", "The driver of channel " + std::to_string(channel) + " refused " + request + ": " + describeError(error) +
                            ". Reload the card's driver; if that does not help, its version does not fit."};
}

LineError nonsenseError(int channel, const std::string& what) {
  return {"BAD_DRIVER", "The driver of channel " + std::to_string(channel) + " " + what + ". Reload the card's driver."};
}

}  // namespace partyline::lines
