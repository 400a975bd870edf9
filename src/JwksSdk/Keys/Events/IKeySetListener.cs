namespace JwksSdk.Keys;

/// <summary>
/// Is told what happens to key sets. Register it with <c>services.AddSingleton&lt;IKeySetListener, MyListener&gt;()</c>.
/// </summary>
public interface IKeySetListener
{
    /// <summary>
    /// Takes an event. Listeners are called in the order of their registration, one event at a time and in order, after the
    /// keys were put in place, and never on the way of a token: a slow listener delays later events and nothing else. Beyond
    /// a thousand waiting events, further ones are dropped, which is logged. What it throws is logged, once for each type of
    /// listener.
    /// </summary>
    /// <param name="keySetEvent">What happened.</param>
    void OnEvent(KeySetEvent keySetEvent);
}
