// The engine that runs the state machine is written for Node 22, and asks for this of it alone.
Object.assign(Promise, {
  withResolvers<Value>(this: PromiseConstructor) {
    const made: { resolve?: (value: Value) => void; reject?: (why: unknown) => void } = {};
    const promise = new this<Value>((resolve, reject) => Object.assign(made, { resolve, reject }));
    return { promise, ...made };
  },
});
