# Verifies with Mail::DKIM what comes in on standard input, a line each.
#
# Requests (binary data in base64):
#   time SECONDS          -> ok
#   record SELECTOR TEXT  -> ok; may come again for a selector
#   outage SELECTOR       -> ok
#   verify MESSAGE        -> for each signature "pass", or "no" and why, parted by tabs
#
# DNS is what the requests said, and nothing goes out to the network.

use strict;
use warnings;

my $now = CORE::time();

BEGIN {
    *CORE::GLOBAL::time = sub () { $now };
}

use MIME::Base64 qw(decode_base64);
use Mail::DKIM::DNS;
use Mail::DKIM::Verifier;

my (%records, %outages);

# It warns of numbers that are none.
$SIG{__WARN__} = sub { };

{
    package Text;
    sub type { 'TXT' }
    sub txtdata { ${ $_[0] } }
}

no warnings 'redefine';

*Mail::DKIM::DNS::query = sub {
    my ($name) = @_;
    my ($selector, $domain) = lc($name) =~ /^(.*?)\._domainkey\.(.*?)\.?$/;
    return if !defined $selector || $domain ne 'example.org';
    die "no answer\n" if $outages{$selector};
    return map { my $text = $_; bless \$text, 'Text' } @{ $records{$selector} || [] };
};

# A signature that it cannot read is missing among its results.
sub verify {
    my ($message) = @_;
    my ($header) = $message =~ /^(.*?\r\n)(?:\r\n|\z)/s;
    my $verifier = Mail::DKIM::Verifier->new();
    eval { $verifier->PRINT($message); $verifier->CLOSE; 1 } or return "no broke down: $@";
    my @results = $verifier->signatures;
    my @opinions;
    for my $field (split /\r\n(?![ \t])/, $header) {
        next if $field !~ /^dkim-signature[ \t]*:/i;
        if (!eval { Mail::DKIM::Signature->parse($field); 1 }) {
            push @opinions, 'no ' . $@;
            next;
        }
        my $signature = shift @results;
        my $result = $signature ? $signature->result_detail : 'missing';
        push @opinions, $signature && $signature->result eq 'pass' ? 'pass' : "no $result";
    }
    s/\s+/ /g for @opinions;
    return join "\t", @opinions;
}

$| = 1;
while (my $line = <STDIN>) {
    chomp $line;
    my ($command, @words) = split / /, $line;
    my $answer = 'ok';
    if ($command eq 'time') { $now = $words[0] }
    elsif ($command eq 'record') { push @{ $records{$words[0]} }, decode_base64($words[1]) }
    elsif ($command eq 'outage') { $outages{$words[0]} = 1 }
    else { $answer = verify(decode_base64($words[0])) }
    print "$answer\n";
}
