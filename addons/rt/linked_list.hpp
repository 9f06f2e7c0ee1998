// A list threaded through its items: linking and unlinking allocate nothing. One thread; owns nothing.
#pragma once

namespace partyline::rt {

template <typename T>
struct Link {
  T* previous = nullptr;
  T* next = nullptr;
};

// T has a member `Link<T> link`; an item is in one such list at most.
template <typename T>
class LinkedList {
 public:
  T* front() const noexcept { return front_; }
  bool empty() const noexcept { return front_ == nullptr; }
  int size() const noexcept { return size_; }

  void add(T* item) noexcept {
    item->link = {nullptr, front_};
    if (front_) front_->link.previous = item;
    front_ = item;
    ++size_;
  }

  void remove(T* item) noexcept {
    (item->link.previous ? item->link.previous->link.next : front_) = item->link.next;
    if (item->link.next) item->link.next->link.previous = item->link.previous;
    item->link = {};
    --size_;
  }

  template <typename Visit>
  void each(Visit visit) const noexcept {
    for (T* item = front_; item != nullptr;) {
      T* next = item->link.next;
      __builtin_prefetch(next);
      visit(*item);
      item = next;
    }
  }

 private:
  T* front_ = nullptr;
  int size_ = 0;
};

}  // namespace partyline::rt
