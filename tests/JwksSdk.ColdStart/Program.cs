using JwksSdk.ColdStart;

// Measured from outside, from its start to its end. What each mode needs is in a class of its own, so that none loads or compiles
// anything of another.
return args switch
{
    ["application", ..] => Application.Run(),
    ["sdk", var token, var keySet] => SdkStart.Run(token, keySet, Expected.JwksUri),
    ["discovering", var token, var keySet] => SdkStart.Run(token, keySet, null),
    ["peer", var token, var keySet] => PeerStart.Run(token, keySet),
    _ => 2,
};
