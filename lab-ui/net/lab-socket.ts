/** @module The few socket calls the lab uses, as a port: Socket.IO in the browser, a fake in tests. */
import { io } from 'socket.io-client';

/** A message-carrying connection that reconnects by itself. */
export interface LabSocket {
  /**
   * @param event     `connect`, `disconnect`, `connect_error` (message, final) or a message of the server
   * @param listener  gets the arguments of the message; unchecked, they came over the wire
   */
  on(event: string, listener: (...args: readonly unknown[]) => void): void;
  /** @param answered  called with the server's answer, when one is expected; never after a cut */
  emit(event: string, message: object, answered?: (answer: unknown) => void): void;
  connect(): void;
  close(): void;
}

/** @returns an unconnected socket to this page's own server */
export function browserSocket(): LabSocket {
  const socket = io({
    autoConnect: false,
    reconnectionDelay: 300,
    // A server that was restarted is found again before its learner has read that it is gone.
    reconnectionDelayMax: 1_500,
    // Straight to WebSocket where possible; long polling is the way through proxies that refuse it.
    transports: ['websocket', 'polling'],
    tryAllTransports: true,
  });
  return {
    on: (event, listener) => {
      // An inactive socket was turned away by the server itself and does not come back unasked.
      if (event === 'connect_error') socket.on(event, (error: Error) => listener(error.message, !socket.active));
      else socket.on(event, listener);
    },
    emit: (event, message, answered) =>
      void (answered ? socket.emit(event, message, answered) : socket.emit(event, message)),
    connect: () => void socket.connect(),
    close: () => void socket.close(),
  };
}
