// A queue of nodes that their senders allocated: any thread may push, one thread takes all. It has no capacity, hence no
// case "full": an audio thread can always give back what it was given. Neither side waits for the other.
#pragma once
#include <atomic>
#include <memory>

namespace partyline::rt {

// What can be queued: at most in one mailbox or list at a time.
class Node {
 public:
  virtual ~Node() = default;

 private:
  template <typename T> friend class NodeList;
  template <typename T> friend class Mailbox;
  Node* next_ = nullptr;
};

// Nodes in order, owned. One thread.
template <typename T>
class NodeList {
 public:
  NodeList() = default;
  NodeList(NodeList&& other) noexcept : head_(other.head_), tail_(other.tail_) { other.head_ = other.tail_ = nullptr; }
  NodeList(const NodeList&) = delete;
  NodeList& operator=(const NodeList&) = delete;
  ~NodeList() {
    while (pop()) {}
  }

  bool empty() const noexcept { return head_ == nullptr; }
  T* front() const noexcept { return static_cast<T*>(head_); }

  void push(std::unique_ptr<T> node) noexcept {
    Node* last = node.release();
    last->next_ = nullptr;
    (tail_ ? tail_->next_ : head_) = last;
    tail_ = last;
  }

  std::unique_ptr<T> pop() noexcept {
    Node* first = head_;
    if (!first) return nullptr;
    head_ = first->next_;
    if (!head_) tail_ = nullptr;
    return std::unique_ptr<T>(static_cast<T*>(first));
  }

  template <typename Visit>
  void each(Visit visit) const noexcept {
    for (Node* node = head_; node; node = node->next_) visit(*static_cast<T*>(node));
  }

  // Takes out, in order, those for which `wanted` holds, and gives each to `take`.
  template <typename Wanted, typename Take>
  void extract(Wanted wanted, Take take) noexcept {
    NodeList rest(std::move(*this));
    while (std::unique_ptr<T> node = rest.pop()) {
      if (wanted(*node)) take(std::move(node));
      else push(std::move(node));
    }
  }

 private:
  template <typename U> friend class Mailbox;
  Node* head_ = nullptr;
  Node* tail_ = nullptr;
};

template <typename T>
class Mailbox {
 public:
  Mailbox() = default;
  Mailbox(const Mailbox&) = delete;
  Mailbox& operator=(const Mailbox&) = delete;
  ~Mailbox() { takeAll(); }

  // Any thread; lock-free.
  void push(std::unique_ptr<T> node) noexcept {
    Node* added = node.release();
    Node* top = top_.load(std::memory_order_relaxed);
    do added->next_ = top;
    while (!top_.compare_exchange_weak(top, added, std::memory_order_release, std::memory_order_relaxed));
  }

  // The one taker; wait-free. Oldest first.
  NodeList<T> takeAll() noexcept {
    NodeList<T> list;
    if (!top_.load(std::memory_order_relaxed)) return list;
    Node* node = top_.exchange(nullptr, std::memory_order_acquire);
    list.tail_ = node;
    while (node) {
      Node* older = node->next_;
      node->next_ = list.head_;
      list.head_ = node;
      node = older;
    }
    return list;
  }

 private:
  std::atomic<Node*> top_{nullptr};
};

}  // namespace partyline::rt
